package org.fedmas.tensors.network.head;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier says about a batch of n images. The arrays belong to the input's manager.
 *
 * @param feature [n, width] what enters {@code fc}
 * @param logits [n, classes]
 * @param projection [n, dimension] of the auxiliary head, compared with the auxiliary network's
 *     features; null with other heads
 * @param freeLogits [n, classes] of the auxiliary head; null with other heads
 */
public record Outputs(
    NDArray feature, NDArray logits, @Nullable NDArray projection, @Nullable NDArray freeLogits) {

  /**
   * Returns the projection, where the head makes one.
   *
   * @throws IllegalStateException for another head
   */
  public NDArray requireProjection() {
    return require(projection);
  }

  /**
   * Returns the second logits, where the head makes them.
   *
   * @throws IllegalStateException for another head
   */
  public NDArray requireFreeLogits() {
    return require(freeLogits);
  }

  static NDArray require(@Nullable NDArray array) {
    if (array == null) {
      throw new IllegalStateException("only the auxiliary head makes a projection and free logits");
    }
    return array;
  }
}
