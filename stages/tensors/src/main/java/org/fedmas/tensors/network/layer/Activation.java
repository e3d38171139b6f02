package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** The function applied after a convolution and its normalisation. */
public enum Activation {
  NONE {
    @Override
    public NDArray of(NDArray x) {
      return x;
    }
  },
  RELU {
    @Override
    public NDArray of(NDArray x) {
      try (x) {
        return Operations.relu(x);
      }
    }
  },
  SILU {
    @Override
    public NDArray of(NDArray x) {
      try (x) {
        return Operations.silu(x);
      }
    }
  };

  /**
   * Applies the function and consumes its input; the engine keeps the values that the gradient
   * needs.
   */
  public abstract NDArray of(NDArray x);
}
