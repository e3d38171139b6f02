package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;

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
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    Softmax.requireCounts(logits, counts);
    double sum = 0;
    for (long count : counts) {
      sum += count;
    }
    double[] shift = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      shift[c] = StrictMath.log(counts[c] / sum + FLOOR);
    }
    NDArray shifted = logits.add(Softmax.perClass(logits, shift));
    return Softmax.targetLogProbability(shifted, labels).neg();
  }
}
