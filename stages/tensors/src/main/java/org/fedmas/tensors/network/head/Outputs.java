package org.fedmas.tensors.network.head;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a classifier for a batch of n images. The input's manager owns the arrays.
 *
 * @param feature [n, width] the input of {@code fc}
 * @param logits [n, classes]
 * @param projection [n, dimension] of the auxiliary head, to be compared with the auxiliary
 *     network's features; null with other heads
 * @param freeLogits [n, classes] of the auxiliary head's second classifier; null with other heads
 */
public record Outputs(
    NDArray feature, NDArray logits, @Nullable NDArray projection, @Nullable NDArray freeLogits) {

  /**
   * Returns the projection of the auxiliary head.
   *
   * @throws IllegalStateException for another head
   */
  public NDArray requireProjection() {
    return require(projection);
  }

  /**
   * Returns the second logits of the auxiliary head.
   *
   * @throws IllegalStateException for another head
   */
  public NDArray requireFreeLogits() {
    return require(freeLogits);
  }

  static NDArray require(@Nullable NDArray array) {
    if (array == null) {
      throw new IllegalStateException("only the auxiliary head has a projection and free logits");
    }
    return array;
  }
}
