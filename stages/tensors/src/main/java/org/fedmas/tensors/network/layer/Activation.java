package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** What follows a convolution and its normalisation. */
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

  /** Consumes its input: what the gradient needs of it is kept by the engine. */
  public abstract NDArray of(NDArray x);
}
