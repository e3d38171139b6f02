package org.fedmas.tensors.network.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.tensors.network.layer.Activation;
import org.fedmas.tensors.network.layer.BasicBlock;
import org.fedmas.tensors.network.layer.Bottleneck;
import org.fedmas.tensors.network.layer.Convolution;
import org.fedmas.tensors.network.layer.ConvolutionNorm;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.MaxPool;
import org.fedmas.tensors.network.layer.Operations;
import org.fedmas.tensors.network.layer.Part;
import org.fedmas.tensors.network.layer.Pass;

/** A backbone taken apart: its parts in order, then the mean over each feature map. */
public final class Trunk {

  private final List<Part> parts;
  private final int features;

  Trunk(List<Part> parts, int features) {
    this.parts = List.copyOf(parts);
    this.features = features;
  }

  /** Returns the residual networks of arXiv 1512.03385: a stem, then stages that halve the size. */
  static Trunk residual(List<Part> stem, int stemWidth, ResidualPlan plan) {
    List<Part> parts = new ArrayList<>(stem);
    int channels = stemWidth;
    for (int stage = 0; stage < plan.repeats().size(); stage++) {
      int width = plan.width() << stage;
      for (int i = 0; i < plan.repeats().get(stage); i++) {
        String name = "layer" + (stage + 1) + "." + i;
        int stride = stage > 0 && i == 0 ? 2 : 1;
        if (plan.bottleneck()) {
          parts.add(Bottleneck.of(name, channels, width, stride));
          channels = width * Bottleneck.EXPANSION;
        } else {
          parts.add(BasicBlock.of(name, channels, width, stride));
          channels = width;
        }
      }
    }
    return new Trunk(parts, channels);
  }

  /**
   * Returns the stem for photographs: 7×7 with stride 2, pooling with stride 2, then the rectifier.
   */
  static List<Part> imageNetStem() {
    return List.of(
        new ConvolutionNorm(Convolution.of("conv1", 3, 64, 7, 2), "bn1", Activation.NONE),
        new MaxPool(3, 2, 1, Activation.RELU));
  }

  /** Returns the stem for thumbnails: 3×3, full size. */
  static List<Part> smallStem(int width) {
    return List.of(
        new ConvolutionNorm(Convolution.of("conv1", 3, width, 3, 1), "bn1", Activation.RELU));
  }

  /** Returns the width of the features. */
  public int features() {
    return features;
  }

  public List<Part> parts() {
    return parts;
  }

  public void declare(LayoutBuilder layout) {
    parts.forEach(part -> part.declare(layout));
  }

  /**
   * Features of images.
   *
   * @param x [n, 3, h, w]; stays open
   * @return [n, features]
   */
  public NDArray apply(Pass pass, NDArray x) {
    NDArray maps = x;
    for (Part part : parts) {
      NDArray next = part.apply(pass, maps);
      if (next != maps && maps != x) {
        maps.close();
      }
      maps = next;
    }
    try (NDArray last = maps;
        NDArray mean = Operations.mean(last)) {
      return mean.reshape(new Shape(x.getShape().get(0), features));
    }
  }
}
