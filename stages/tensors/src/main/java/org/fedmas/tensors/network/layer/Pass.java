package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** A way to compute the layers of a trunk. */
public sealed interface Pass permits FoldedPass, PlainPass {

  /** Applies a convolution and its normalisation, without the activation. */
  NDArray convolutionNorm(ConvolutionNorm layer, NDArray x);

  /** Applies a convolution with bias. */
  NDArray convolution(Convolution layer, NDArray x);

  /**
   * Returns the branch that is added to a residual block's input; training may drop the branch of
   * some samples.
   *
   * @param place relative position of the block in the trunk, in [0, 1]
   * @param branch [n, c, h, w]; consumed unless it is the result
   */
  default NDArray branch(String block, double place, NDArray branch) {
    return branch;
  }
}
