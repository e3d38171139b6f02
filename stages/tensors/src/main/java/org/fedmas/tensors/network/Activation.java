package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;

/** What follows a convolution and its normalisation. */
enum Activation {
  NONE {
    @Override
    NDArray of(NDArray x) {
      return x;
    }
  },
  RELU {
    @Override
    NDArray of(NDArray x) {
      try (x) {
        return Operations.relu(x);
      }
    }
  },
  SILU {
    @Override
    NDArray of(NDArray x) {
      try (x) {
        return Operations.silu(x);
      }
    }
  };

  /** Consumes its input: what the gradient needs of it is kept by the engine. */
  abstract NDArray of(NDArray x);
}
