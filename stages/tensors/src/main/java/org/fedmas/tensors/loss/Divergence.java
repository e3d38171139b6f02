package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.Scalars;

/**
 * Distance between directions, {@code δ = 2 − 2·cos(u, v)}, in [0, 4]; 0 when they agree. Source:
 * arXiv 2307.14959, section 2.
 */
public final class Divergence {

  private static final double SMALLEST_NORM = 1e-12;

  private Divergence() {}

  /**
   * Returns the divergence of each pair of rows.
   *
   * @param u [n, d] rows, not normalised; owns the result
   * @param v [n, d]
   * @return [n]
   * @throws IllegalArgumentException if the shapes differ
   */
  public static NDArray perSample(NDArray u, NDArray v) {
    return Scalars.plus(Scalars.times(cosine(u, v), -2), 2);
  }

  /**
   * Returns the divergences weighted by the class of their sample.
   *
   * @param divergences [n] of {@link #perSample}; owns the result
   * @param labels [n] int64
   * @param counts training images per class
   * @return [n]
   */
  public static NDArray weighted(
      NDArray divergences, NDArray labels, long[] counts, DeferredWeights weights) {
    return divergences.mul(
        Softmax.ofLabels(divergences, labels, weights.of(counts, ClassWeights.BETA)));
  }

  /** Returns the cosine of each pair of rows, norms clamped from below. */
  static NDArray cosine(NDArray u, NDArray v) {
    if (!u.getShape().equals(v.getShape())) {
      throw new IllegalArgumentException(
          "features of shape " + u.getShape() + " compared with " + v.getShape());
    }
    return rows(u).mul(rows(v)).sum(new int[] {1});
  }

  private static NDArray rows(NDArray u) {
    return u.normalize(2, 1, SMALLEST_NORM);
  }
}
