package org.fedmas.tensors.network.layer;

/**
 * The geometry of a square convolution, padded so that stride 1 preserves height and width.
 *
 * @param name the layer's name
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel width and height
 * @param stride step in both directions
 * @param groups number of independent groups of channels
 */
public record Convolution(
    String name, int inputs, int outputs, int kernel, int stride, int groups) {

  public static Convolution of(String name, int inputs, int outputs, int kernel, int stride) {
    return new Convolution(name, inputs, outputs, kernel, stride, 1);
  }

  /** Returns how far the convolution extends beyond each edge. */
  public int padding() {
    return (kernel - 1) / 2;
  }

  void declare(LayoutBuilder layout) {
    layout.weight(name, outputs, inputs / groups, kernel, kernel);
  }
}
