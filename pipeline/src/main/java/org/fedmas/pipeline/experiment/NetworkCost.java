package org.fedmas.pipeline.experiment;

import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * The rough cost of a network per image, relative to ResNet-18 at 224 pixels as docs/benchmarks.md
 * measured it on one thread.
 *
 * @param weight multiply-adds at 224 pixels, as a multiple of those of ResNet-18
 * @param bytes size of its values
 */
record NetworkCost(double weight, long bytes) {

  private static final double SIDE = 224;

  /** CPU-seconds of one step of ResNet-18 per image of 224 pixels. */
  private static final double STEP = 0.086;

  /** The share of a step that its forward pass takes. */
  private static final double FORWARD = 1 / 3.0;

  static NetworkCost of(FeatureExtractor network) {
    double weight =
        switch (network.id()) {
          case "resnet8" -> 5.1;
          case "resnet50" -> 2.3;
          case "resnet56" -> 2.1;
          case "efficientnet-b0" -> 0.9;
          case "dino-vit-s16", "clip-vit-b32" -> 2.5;
          case "dinov2-vit-s14" -> 3.4;
          case "dino-vit-b16", "clip-vit-b16" -> 9.7;
          case "dinov2-vit-b14" -> 12.8;
          default -> 1;
        };
    long values = network.layout().tensors().stream().mapToLong(TensorSpec::size).sum();
    return new NetworkCost(weight, values * Float.BYTES);
  }

  /** Returns the CPU-seconds of a training step per image. */
  double step(int side) {
    return STEP * weight * (side / SIDE) * (side / SIDE);
  }

  /** Returns the CPU-seconds of a forward pass per image. */
  double forward(int side) {
    return step(side) * FORWARD;
  }
}
