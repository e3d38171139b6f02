package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A layer of a trunk, which maps feature maps to feature maps. */
public sealed interface TrunkLayer
    permits BasicBlock, Bottleneck, ConvolutionNorm, InvertedResidual, MaxPool, UnusedLinear {

  /** Adds the layer's tensors, in the order of the state dict. */
  void declare(LayoutBuilder layout);

  /**
   * Computes the layer's output.
   *
   * @param x [n, c, h, w]; stays open
   */
  NDArray apply(Pass pass, NDArray x);

  /** Returns the convolutions that are followed by a normalisation. */
  default List<ConvolutionNorm> normalised() {
    return List.of();
  }

  /** Returns the convolutions that have a bias. */
  default List<Convolution> biased() {
    return List.of();
  }
}
