package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.stream.LongStream;

/**
 * Cross entropy of {@code o_c + log(n_c/Σn + 1e-12)}, which compensates for unequal class
 * frequencies. Source: arXiv 2007.10740.
 */
public record BalancedSoftmax() implements Loss {

  /** Summand that keeps the shift of a class without images finite. */
  private static final double FLOOR = 1e-12;

  @Override
  public String id() {
    return "bsm";
  }

  @Override
  public boolean compensates() {
    return true;
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    Softmax.requireCounts(logits, counts);
    double sum = LongStream.of(counts).sum();
    double[] shift =
        LongStream.of(counts).mapToDouble(count -> StrictMath.log(count / sum + FLOOR)).toArray();
    NDArray shifted = logits.add(Softmax.perClass(logits, shift));
    return Softmax.targetLogProbability(shifted, labels).neg();
  }
}
