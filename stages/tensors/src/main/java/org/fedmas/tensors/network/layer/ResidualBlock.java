package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual block, {@code relu(path(x) + shortcut(x))}. Source: arXiv 1512.03385, figure 5.
 *
 * @param path convolutions, the last one without an activation
 * @param shortcut the projection of the input; null where the output has the input's shape
 */
public record ResidualBlock(List<ConvolutionNorm> path, @Nullable ConvolutionNorm shortcut)
    implements TrunkLayer {

  /** Output channels of a bottleneck per channel of its narrow convolutions. */
  public static final int EXPANSION = 4;

  /** Returns a block of two 3×3 convolutions, with torchvision's layer names. */
  public static ResidualBlock basic(String name, int inputs, int width, int stride) {
    return new ResidualBlock(
        List.of(
            layer(name, 1, inputs, width, 3, stride, Activation.RELU),
            layer(name, 2, width, width, 3, 1, Activation.NONE)),
        shortcut(name, inputs, width, stride));
  }

  /**
   * Returns a block of a 1×1, a 3×3 and a widening 1×1 convolution, with torchvision's layer names.
   * As in torchvision, the 3×3 convolution has the stride.
   */
  public static ResidualBlock bottleneck(String name, int inputs, int width, int stride) {
    int outputs = width * EXPANSION;
    return new ResidualBlock(
        List.of(
            layer(name, 1, inputs, width, 1, 1, Activation.RELU),
            layer(name, 2, width, width, 3, stride, Activation.RELU),
            layer(name, 3, width, outputs, 1, 1, Activation.NONE)),
        shortcut(name, inputs, outputs, stride));
  }

  private static ConvolutionNorm layer(
      String block, int i, int inputs, int outputs, int kernel, int stride, Activation activation) {
    Convolution convolution = Convolution.of(block + ".conv" + i, inputs, outputs, kernel, stride);
    return new ConvolutionNorm(convolution, block + ".bn" + i, activation);
  }

  private static @Nullable ConvolutionNorm shortcut(
      String block, int inputs, int outputs, int stride) {
    if (stride == 1 && inputs == outputs) {
      return null;
    }
    Convolution projection = Convolution.of(block + ".downsample.0", inputs, outputs, 1, stride);
    return new ConvolutionNorm(projection, block + ".downsample.1", Activation.NONE);
  }

  @Override
  public void declare(LayoutBuilder layout) {
    normalised().forEach(layer -> layer.declare(layout));
  }

  @Override
  public List<ConvolutionNorm> normalised() {
    List<ConvolutionNorm> layers = new ArrayList<>(path);
    if (shortcut != null) {
      layers.add(shortcut);
    }
    return layers;
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    String y = x;
    for (ConvolutionNorm layer : path) {
      y = layer.draw(graph, y);
    }
    return graph.relu(graph.sum(y, shortcut == null ? x : shortcut.draw(graph, x)));
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    // modified in place: batch normalisation keeps its input for the gradient, not its output
    NDArray y = TrunkLayer.chain(path, pass, x);
    if (shortcut == null) {
      y.addi(x);
    } else {
      try (NDArray projected = shortcut.apply(pass, x)) {
        y.addi(projected);
      }
    }
    return Activation.RELU.of(y);
  }
}
