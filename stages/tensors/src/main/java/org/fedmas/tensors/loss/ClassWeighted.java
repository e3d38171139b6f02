package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/**
 * Cross entropy with a weight per class.
 *
 * @param weights returns the weights, from the training images per class
 */
public record ClassWeighted(String id, Function<long[], double[]> weights) implements Loss {

  /** Weights by effective number, {@code (1−β)/(1−β^n_c)}, β = 0.9999 (arXiv 1901.05555). */
  public static final ClassWeighted BALANCED =
      new ClassWeighted("cb", ClassWeights::effectiveNumber);

  /** Weights by inverse class frequency, {@code Σn/(C·n_c)}. */
  public static final ClassWeighted INVERSE =
      new ClassWeighted("rw", ClassWeights::inverseFrequency);

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.perSample(logits, labels, weights.apply(counts));
  }

  @Override
  public NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.batch(logits, labels, weights.apply(counts));
  }
}
