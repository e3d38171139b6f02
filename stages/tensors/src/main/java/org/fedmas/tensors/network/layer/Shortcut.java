package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Adds a residual block's input, projected where its shape differs, to what the block made. */
final class Shortcut {

  private Shortcut() {}

  static @Nullable ConvolutionNorm of(String block, int inputs, int outputs, int stride) {
    if (stride == 1 && inputs == outputs) {
      return null;
    }
    return new ConvolutionNorm(
        Convolution.of(block + ".downsample.0", inputs, outputs, 1, stride),
        block + ".downsample.1",
        Activation.NONE);
  }

  /**
   * {@code relu(y + shortcut(x))}.
   *
   * @param y consumed; added to in place, which its gradient allows because batch normalisation
   *     keeps its input, not its output
   */
  static NDArray close(Pass pass, @Nullable ConvolutionNorm projection, NDArray x, NDArray y) {
    if (projection == null) {
      y.addi(x);
    } else {
      try (NDArray projected = projection.apply(pass, x)) {
        y.addi(projected);
      }
    }
    return Activation.RELU.of(y);
  }
}
