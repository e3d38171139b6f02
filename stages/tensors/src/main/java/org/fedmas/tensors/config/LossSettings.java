package org.fedmas.tensors.config;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.loss.Loss;

/** The classification loss: the key {@code training.loss}. */
public final class LossSettings {

  /** The key. */
  public static final String KEY = "training.loss";

  /** The key of λ. With 0, prior and robust factor use the loss in place of the divergence. */
  public static final String ALIGNMENT_WEIGHT = "alignment.weight";

  private LossSettings() {}

  /** Reads the key. */
  public static Loss read(ConfigReader reader) {
    return Loss.named(reader.choice(KEY, "bsm", Loss.all().stream().map(Loss::name).toList()));
  }
}
