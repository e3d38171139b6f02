package org.fedmas.training;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** The fate of a client's optimiser state (buffers, moments, step counter) between its rounds. */
public enum OptimizerMemory implements Named.EnumConstant {
  /** The state stays with the client, over rounds that it sits out too. */
  KEEP,
  /** Every round starts with a new state. */
  RESET;

  static OptimizerMemory read(ConfigReader reader) {
    return Choice.of("training.optimizer-state", KEEP.id(), values()).read(reader.added());
  }
}
