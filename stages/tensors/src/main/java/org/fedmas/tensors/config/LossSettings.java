package org.fedmas.tensors.config;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.loss.Loss;

/** The classification loss: the key {@code training.loss}. */
public final class LossSettings {

  /** The key. */
  public static final String KEY = "training.loss";

  /** The key of λ; 0 puts the loss in the divergence's place in prior and robust factor. */
  public static final String ALIGNMENT_WEIGHT = "alignment.weight";

  /** Needs a normalised classifier, which no head has. */
  private static final String LDAM = "ldam";

  private LossSettings() {}

  /** Reads the key. */
  public static Loss read(ConfigReader reader) {
    List<Loss> losses = Loss.all().stream().filter(loss -> !loss.name().equals(LDAM)).toList();
    String name = reader.choice(KEY, "bsm", losses.stream().map(Loss::name).toList());
    return losses.stream().filter(loss -> loss.name().equals(name)).findFirst().orElseThrow();
  }
}
