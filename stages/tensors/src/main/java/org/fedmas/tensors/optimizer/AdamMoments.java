package org.fedmas.tensors.optimizer;

import org.fedmas.contract.config.ConfigReader;

/**
 * The settings of Adam's running moments.
 *
 * @param beta1 decay of the mean
 * @param beta2 decay of the mean square
 * @param epsilon ε
 */
public record AdamMoments(double beta1, double beta2, double epsilon) {

  /** Returns the published settings: β 0.9 and 0.999, ε 1e-8. */
  public static AdamMoments published() {
    return new AdamMoments(0.9, 0.999, 1e-8);
  }

  /** Returns these settings as configured. */
  AdamMoments configured(ConfigReader reader) {
    return new AdamMoments(
        Optimizer.share(reader, "training.beta1", beta1),
        Optimizer.share(reader, "training.beta2", beta2),
        reader.number("training.epsilon", epsilon, 1e-30, 1));
  }
}
