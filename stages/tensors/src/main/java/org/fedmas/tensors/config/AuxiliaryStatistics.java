package org.fedmas.tensors.config;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/**
 * The treatment of the auxiliary networks' normalisation statistics. It decides which units exist
 * and what they read, so no recipe holds it.
 */
public enum AuxiliaryStatistics implements Named.EnumConstant {
  /** The networks are the same before and after every round, on every client. */
  FROZEN,
  /** Each client overwrites them with its own batches in the first prior pass, as published. */
  CLIENT_ADAPTED;

  /** Returns the family. */
  public static Choice<AuxiliaryStatistics> choice() {
    return Choice.of("auxiliary.statistics", FROZEN.id(), values());
  }
}
