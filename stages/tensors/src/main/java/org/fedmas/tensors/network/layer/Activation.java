package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** The function applied after a convolution and its normalisation. */
public enum Activation {
  NONE,
  RELU,
  SILU;

  /** Applies the function and consumes x; the engine keeps the values that the gradient needs. */
  public NDArray of(NDArray x) {
    if (this == NONE) {
      return x;
    }
    try (x) {
      return this == RELU ? Operations.relu(x) : Operations.silu(x);
    }
  }

  /** Adds the function to a graph. */
  String draw(LayerGraph graph, String x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> graph.relu(x);
      case SILU -> graph.product(x, graph.sigmoid(x));
    };
  }
}
