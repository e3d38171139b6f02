package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import org.fedmas.contract.config.ConfigReader;

/**
 * Cross entropy weighted by effective number, {@code (1−β)/(1−β^n_c)}. Source: arXiv 1901.05555.
 *
 * @param beta β, 0.9999 as published
 */
public record EffectiveNumber(double beta) implements Loss {

  /** Returns the loss with the published β. */
  static EffectiveNumber published() {
    return new EffectiveNumber(ClassWeights.BETA);
  }

  @Override
  public EffectiveNumber configured(ConfigReader reader) {
    return new EffectiveNumber(ClassWeights.beta(reader, "cb.beta", beta));
  }

  @Override
  public String id() {
    return "cb";
  }

  @Override
  public boolean compensates() {
    return true;
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.perSample(logits, labels, ClassWeights.effectiveNumber(counts, beta));
  }

  @Override
  public NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.batch(logits, labels, ClassWeights.effectiveNumber(counts, beta));
  }
}
