package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A stretch of a trunk: declares its tensors, and maps feature maps to feature maps. */
public sealed interface TrunkLayer
    permits BasicBlock, Bottleneck, ConvolutionNorm, InvertedResidual, MaxPool, UnusedLinear {

  /** Adds its entries, in the order of the state dict. */
  void declare(LayoutBuilder layout);

  /**
   * Computes its output.
   *
   * @param x [n, c, h, w]; stays open
   */
  NDArray apply(Pass pass, NDArray x);

  /** Returns the convolutions that a normalisation follows. */
  default List<ConvolutionNorm> normalised() {
    return List.of();
  }

  /** Returns the convolutions that have a bias. */
  default List<Convolution> biased() {
    return List.of();
  }
}
