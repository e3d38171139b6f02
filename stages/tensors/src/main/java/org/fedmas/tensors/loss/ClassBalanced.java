package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;

/**
 * Cross entropy weighted by the effective number of images per class, {@code (1−β)/(1−β^n_c)}, β =
 * 0.9999. Source: arXiv 1901.05555.
 */
public record ClassBalanced() implements Loss {

  @Override
  public String id() {
    return "cb";
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.perSample(logits, labels, ClassWeights.effectiveNumber(counts));
  }

  @Override
  public NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.batch(logits, labels, ClassWeights.effectiveNumber(counts));
  }
}
