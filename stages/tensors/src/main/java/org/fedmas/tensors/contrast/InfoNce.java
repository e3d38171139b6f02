package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.fedmas.tensors.Scalars;

/**
 * The loss of contrastive learning: each query has one positive key, and all queries share negative
 * keys. Gradients flow to every argument that is tracked. Source: van den Oord, Li and Vinyals,
 * "Representation learning with contrastive predictive coding", arXiv 1807.03748.
 */
final class InfoNce {

  private static final double SMALLEST_NORM = 1e-12;

  private InfoNce() {}

  /** Returns embeddings [n, d] divided by their lengths. */
  static NDArray unit(NDArray embeddings) {
    return embeddings.normalize(2, 1, SMALLEST_NORM);
  }

  /**
   * Returns the logits [n, 1 + k], those of the positive keys first.
   *
   * @param queries [n, d], of length 1
   * @param keys the positive key of each query [n, d], of length 1
   * @param negatives [d, k], columns of length 1
   */
  static NDArray logits(NDArray queries, NDArray keys, NDArray negatives, double temperature) {
    NDArray positive = queries.mul(keys).sum(new int[] {1}, true);
    NDArray all = NDArrays.concat(new NDList(positive, queries.matMul(negatives)), 1);
    return Scalars.over(all, temperature);
  }

  /** Returns the logarithm of the positive's share [n], which is minus the loss of a query. */
  static NDArray logShares(NDArray logits) {
    return logits.logSoftmax(1).get(":, 0");
  }
}
