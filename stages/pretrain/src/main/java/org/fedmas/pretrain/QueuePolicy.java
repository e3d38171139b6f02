package org.fedmas.pretrain;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** The fate of a client's queue of keys between its rounds. */
public enum QueuePolicy implements Named.EnumConstant {
  /** The keys of the round before stay. */
  KEEP,
  /** Each round starts with keys of the averaged key encoder, of the client's own images. */
  REFILL;

  static final String CONFIG_KEY = "pretrain.queue-policy";

  static QueuePolicy read(ConfigReader reader) {
    return Choice.of(CONFIG_KEY, KEEP.id(), values()).read(reader.added());
  }
}
