package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual block of a 1×1, a 3×3 and a widening 1×1 convolution. As in torchvision, the 3×3
 * convolution has the stride. Source: arXiv 1512.03385, figure 5, right.
 */
public record Bottleneck(
    ConvolutionNorm narrow,
    ConvolutionNorm spatial,
    ConvolutionNorm widen,
    @Nullable ConvolutionNorm shortcut)
    implements TrunkLayer {

  /** Output channels per channel of the narrow convolutions. */
  public static final int EXPANSION = 4;

  /** Returns a block with torchvision's layer names. */
  public static Bottleneck of(String name, int inputs, int width, int stride) {
    int outputs = width * EXPANSION;
    return new Bottleneck(
        new ConvolutionNorm(
            Convolution.of(name + ".conv1", inputs, width, 1, 1), name + ".bn1", Activation.RELU),
        new ConvolutionNorm(
            Convolution.of(name + ".conv2", width, width, 3, stride),
            name + ".bn2",
            Activation.RELU),
        new ConvolutionNorm(
            Convolution.of(name + ".conv3", width, outputs, 1, 1), name + ".bn3", Activation.NONE),
        Shortcut.of(name, inputs, outputs, stride));
  }

  @Override
  public void declare(LayoutBuilder layout) {
    narrow.declare(layout);
    spatial.declare(layout);
    widen.declare(layout);
    if (shortcut != null) {
      shortcut.declare(layout);
    }
  }

  @Override
  public List<ConvolutionNorm> normalised() {
    return shortcut == null
        ? List.of(narrow, spatial, widen)
        : List.of(narrow, spatial, widen, shortcut);
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    try (NDArray narrowed = narrow.apply(pass, x);
        NDArray seen = spatial.apply(pass, narrowed)) {
      return Shortcut.close(pass, shortcut, x, widen.apply(pass, seen));
    }
  }
}
