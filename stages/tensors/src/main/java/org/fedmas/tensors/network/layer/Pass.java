package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** How the layers of a trunk are computed on one way through it. */
public sealed interface Pass permits FoldedPass, PlainPass {

  /** Convolution and normalisation, without the activation. */
  NDArray convolutionNorm(ConvolutionNorm layer, NDArray x);

  /** Returns a convolution with bias. */
  NDArray convolution(Convolution layer, NDArray x);

  /**
   * What of a residual block's branch is added to the block's input; in training a block may be
   * skipped.
   *
   * @param place how far up the trunk the block stands, in [0, 1]
   * @param branch [n, c, h, w]; consumed unless it is the result
   */
  default NDArray branch(String block, double place, NDArray branch) {
    return branch;
  }
}
