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
    long values = network.layout().tensors().stream().mapToLong(TensorSpec::size).sum();
    return new NetworkCost(network.cost(), values * Float.BYTES);
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
