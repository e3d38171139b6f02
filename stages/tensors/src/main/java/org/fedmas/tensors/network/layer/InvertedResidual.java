package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual block that widens, convolves each channel, applies squeeze and excitation, and
 * narrows. The input is added where its shape equals the output's. Source: arXiv 1905.11946
 * (EfficientNet).
 *
 * @param name the block's name
 * @param place relative position in the trunk, in [0, 1]
 */
public record InvertedResidual(
    String name,
    double place,
    @Nullable ConvolutionNorm widen,
    ConvolutionNorm depthwise,
    Convolution squeeze,
    Convolution excite,
    ConvolutionNorm narrow,
    boolean residual)
    implements TrunkLayer {

  /** Returns a block with torchvision's layer names. */
  public static InvertedResidual of(
      String block, double place, int inputs, int outputs, int expansion, int kernel, int stride) {
    int width = inputs * expansion;
    int next = expansion == 1 ? 0 : 1;
    int squeezed = Math.max(1, inputs / 4);
    String squeeze = block + "." + (next + 1);
    return new InvertedResidual(
        block,
        place,
        expansion == 1 ? null : layer(block + ".0", inputs, width, 1, 1, 1, Activation.SILU),
        layer(block + "." + next, width, width, kernel, stride, width, Activation.SILU),
        Convolution.of(squeeze + ".fc1", width, squeezed, 1, 1),
        Convolution.of(squeeze + ".fc2", squeezed, width, 1, 1),
        layer(block + "." + (next + 2), width, outputs, 1, 1, 1, Activation.NONE),
        inputs == outputs && stride == 1);
  }

  private static ConvolutionNorm layer(
      String name, int in, int out, int kernel, int stride, int groups, Activation activation) {
    return new ConvolutionNorm(
        new Convolution(name + ".0", in, out, kernel, stride, groups), name + ".1", activation);
  }

  @Override
  public void declare(LayoutBuilder layout) {
    if (widen != null) {
      widen.declare(layout);
    }
    depthwise.declare(layout);
    squeeze.declare(layout);
    layout.bias(squeeze.name(), squeeze.outputs());
    excite.declare(layout);
    layout.bias(excite.name(), excite.outputs());
    narrow.declare(layout);
  }

  @Override
  public List<ConvolutionNorm> normalised() {
    return widen == null ? List.of(depthwise, narrow) : List.of(widen, depthwise, narrow);
  }

  @Override
  public List<Convolution> biased() {
    return List.of(squeeze, excite);
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    String seen = depthwise.draw(graph, widen == null ? x : widen.draw(graph, x));
    String squeezed = Activation.SILU.draw(graph, graph.convolution(squeeze, graph.mean(seen)));
    String gate = graph.sigmoid(graph.convolution(excite, squeezed));
    String y = narrow.draw(graph, graph.product(seen, gate));
    return residual ? graph.sum(y, x) : y;
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    NDArray wide = widen == null ? x : widen.apply(pass, x);
    NDArray seen = depthwise.apply(pass, wide);
    if (wide != x) {
      wide.close();
    }
    try (NDArray gate = gate(pass, seen);
        NDArray gated = seen.mul(gate)) {
      NDArray y = narrow.apply(pass, gated);
      return residual ? pass.branch(name, place, y).addi(x) : y;
    } finally {
      seen.close();
    }
  }

  private NDArray gate(Pass pass, NDArray x) {
    try (NDArray mean = Operations.mean(x);
        NDArray squeezed = Activation.SILU.of(pass.convolution(squeeze, mean));
        NDArray excited = pass.convolution(excite, squeezed)) {
      return Operations.sigmoid(excited);
    }
  }
}
