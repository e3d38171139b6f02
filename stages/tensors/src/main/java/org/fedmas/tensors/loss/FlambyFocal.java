package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.Scalars;

/**
 * FLamby's focal loss, {@code −(1−p_y)^γ · log p_y · α_y}; gradients include the factor. Source:
 * the baseline of FLamby's Fed-ISIC2019, arXiv 2210.04620.
 *
 * @param gamma γ, the strength with which easy samples are weighted down
 * @param alpha α, a weight per class
 */
public record FlambyFocal(double gamma, List<Double> alpha) implements Loss {

  public FlambyFocal {
    alpha = List.copyOf(alpha);
  }

  /** Returns the loss with the published weights for the eight classes of ISIC 2019. */
  public static FlambyFocal published() {
    return new FlambyFocal(
        2, List.of(5.5813, 2.0472, 7.0204, 26.1194, 9.5369, 101.0707, 92.5224, 38.3443));
  }

  @Override
  public FlambyFocal configured(ConfigReader reader) {
    return new FlambyFocal(
        reader.number("flamby-focal.gamma", gamma, 0, 100),
        reader.numbers("flamby-focal.alpha", alpha, 0, 1e9));
  }

  @Override
  public String id() {
    return "flamby-focal";
  }

  @Override
  public boolean standsForDivergence() {
    return false;
  }

  @Override
  public OptionalInt classes() {
    return OptionalInt.of(alpha.size());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException unless there is one weight per class
   */
  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    if (logits.getShape().get(1) != alpha.size()) {
      throw new IllegalArgumentException(
          "flamby-focal has weights for %s classes, the data has %s"
              .formatted(alpha.size(), logits.getShape().get(1)));
    }
    double[] weights = alpha.stream().mapToDouble(Double::doubleValue).toArray();
    NDArray log = Softmax.targetLogProbability(logits, labels);
    NDArray doubt = Scalars.plus(log.exp().neg(), 1);
    NDArray factor = Scalars.power(doubt, gamma).mul(Softmax.ofLabels(logits, labels, weights));
    return log.mul(factor).neg();
  }
}
