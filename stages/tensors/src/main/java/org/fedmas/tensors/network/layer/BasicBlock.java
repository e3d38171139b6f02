package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A residual block of two 3×3 convolutions. */
public record BasicBlock(
    ConvolutionNorm first, ConvolutionNorm second, @Nullable ConvolutionNorm shortcut)
    implements TrunkLayer {

  /** Returns a block with torchvision's layer names. */
  public static BasicBlock of(String name, int inputs, int width, int stride) {
    return new BasicBlock(
        new ConvolutionNorm(
            Convolution.of(name + ".conv1", inputs, width, 3, stride),
            name + ".bn1",
            Activation.RELU),
        new ConvolutionNorm(
            Convolution.of(name + ".conv2", width, width, 3, 1), name + ".bn2", Activation.NONE),
        Shortcut.of(name, inputs, width, stride));
  }

  @Override
  public void declare(LayoutBuilder layout) {
    first.declare(layout);
    second.declare(layout);
    if (shortcut != null) {
      shortcut.declare(layout);
    }
  }

  @Override
  public List<ConvolutionNorm> normalised() {
    return shortcut == null ? List.of(first, second) : List.of(first, second, shortcut);
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    try (NDArray inner = first.apply(pass, x)) {
      return Shortcut.close(pass, shortcut, x, second.apply(pass, inner));
    }
  }
}
