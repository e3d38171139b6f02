package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Operations;

/** The function between the two layers of a perceptron. */
enum TokenActivation {
  /** {@code x·Φ(x)}. */
  GELU,
  /** {@code x·σ(1.702x)}, CLIP's approximation of it. */
  SIGMOID_GELU;

  private static final double SLOPE = 1.702;

  /** Applies the function; x stays open. */
  NDArray of(NDArray x) {
    if (this == GELU) {
      return Operations.gelu(x);
    }
    try (NDArray slope = x.getManager().create(SLOPE);
        NDArray scaled = x.mul(slope);
        NDArray gate = Operations.sigmoid(scaled)) {
      return x.mul(gate);
    }
  }
}
