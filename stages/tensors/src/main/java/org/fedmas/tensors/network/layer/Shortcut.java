package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** The shortcut of a residual block: its input, projected where the output has another shape. */
final class Shortcut {

  private Shortcut() {}

  /** Returns the projection of the input; null where the shapes agree. */
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
   * Returns {@code relu(y + shortcut(x))}.
   *
   * @param y consumed and modified in place; its gradient allows this because batch normalisation
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
