package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;

/** Cross entropy weighted by inverse class frequency, {@code Σn/(C·n_c)}. */
public record InverseFrequency() implements Loss {

  @Override
  public String id() {
    return "rw";
  }

  @Override
  public boolean compensates() {
    return true;
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.perSample(logits, labels, ClassWeights.inverseFrequency(counts));
  }

  @Override
  public NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.batch(logits, labels, ClassWeights.inverseFrequency(counts));
  }
}
