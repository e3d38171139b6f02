package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.Scalars;

/**
 * Focal loss, {@code −(1−p_y)^γ · log p_y}; gradients treat the factor as constant. Source: arXiv
 * 1708.02002.
 *
 * @param gamma γ, the strength with which easy samples are weighted down
 */
public record Focal(double gamma) implements Loss {

  @Override
  public Focal configured(ConfigReader reader) {
    return new Focal(reader.number("focal.gamma", gamma, 0, 100));
  }

  @Override
  public String id() {
    return "focal";
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    NDArray log = Softmax.targetLogProbability(logits, labels);
    NDArray doubt = Scalars.plus(log.stopGradient().exp().neg(), 1);
    return log.mul(Scalars.power(doubt, gamma)).neg();
  }
}
