package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/**
 * The largest value under a moving window, and an activation.
 *
 * @param kernel width and height of the window
 * @param stride step in both directions
 * @param padding how far the window reaches over the edge
 * @param activation what follows. A rectifier gives the same numbers and gradients, to the bit, on
 *     either side of the maximum, and after it has a fraction of the numbers to go through
 */
public record MaxPool(int kernel, int stride, int padding, Activation activation)
    implements TrunkLayer {

  @Override
  public void declare(LayoutBuilder layout) {}

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    return activation.of(Operations.maxPool(x, kernel, stride, padding));
  }
}
