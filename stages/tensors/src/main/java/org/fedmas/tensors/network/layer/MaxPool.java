package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/**
 * The largest value in a moving window, followed by an activation.
 *
 * @param kernel width and height of the window
 * @param stride step in both directions
 * @param padding how far the window extends beyond the edge
 * @param activation the function applied last. A rectifier gives the same bits before or after the
 *     maximum; applied after it, it processes far fewer numbers
 */
public record MaxPool(int kernel, int stride, int padding, Activation activation)
    implements TrunkLayer {

  @Override
  public void declare(LayoutBuilder layout) {}

  @Override
  public String draw(LayerGraph graph, String x) {
    return activation.draw(graph, graph.maxPool(this, x));
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    return activation.of(Operations.maxPool(x, kernel, stride, padding));
  }
}
