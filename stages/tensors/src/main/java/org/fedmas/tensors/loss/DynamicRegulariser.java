package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.tensors.Scalars;

/**
 * The term of FedDyn, {@code α·(½‖θ − θ_global‖² + ⟨h, θ − θ_global⟩)} over trainable parameters.
 * Source: arXiv 2111.04263, with h in place of the paper's gradient, which is −α·h.
 *
 * @param weight α of this client
 */
public record DynamicRegulariser(double weight) {

  /**
   * Returns the term's value, a scalar, summed in the order of the parameters.
   *
   * @param parameters θ; the first owns the result
   * @param anchors θ_global, in the same order
   * @param sums h, in the same order; empty while all are 0
   * @throws IllegalArgumentException if the numbers of arrays differ or are 0
   */
  public NDArray of(List<NDArray> parameters, List<NDArray> anchors, List<NDArray> sums) {
    if (parameters.isEmpty()
        || parameters.size() != anchors.size()
        || !sums.isEmpty() && sums.size() != anchors.size()) {
      throw new IllegalArgumentException(
          "%s parameters, %s anchors and %s sums"
              .formatted(parameters.size(), anchors.size(), sums.size()));
    }
    NDArray total = one(parameters, anchors, sums, 0);
    for (int i = 1; i < parameters.size(); i++) {
      total = total.add(one(parameters, anchors, sums, i));
    }
    return Scalars.times(total, weight);
  }

  /** Returns ½‖θ' − θ‖² + ⟨h, θ' − θ⟩ over one array. */
  private static NDArray one(
      List<NDArray> parameters, List<NDArray> anchors, List<NDArray> sums, int index) {
    NDArray change = parameters.get(index).sub(anchors.get(index));
    NDArray half = Scalars.times(change.square().sum(), 0.5);
    return sums.isEmpty() ? half : half.add(change.mul(sums.get(index)).sum());
  }
}
