package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;

/** Cross entropy, {@code −log p_y}. */
public record CrossEntropy() implements Loss {

  @Override
  public String id() {
    return "ce";
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return Softmax.targetLogProbability(logits, labels).neg();
  }
}
