package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.Scalars;

/**
 * {@code −(1−p_y)^γ · log p_y}, the factor a constant for the gradient. Source: arXiv 1708.02002.
 *
 * @param gamma γ, how strongly easy samples are turned down
 */
public record Focal(double gamma) implements Loss {

  @Override
  public String name() {
    return "focal";
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    NDArray log = Softmax.targetLogProbability(logits, labels);
    NDArray doubt = Scalars.plus(log.stopGradient().exp().neg(), 1);
    return log.mul(Scalars.power(doubt, gamma)).neg();
  }
}
