package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;

/** How the layers of a trunk are computed on one way through it. */
sealed interface Pass permits FoldedPass, PlainPass {

  /** Convolution and normalisation, without the activation. */
  NDArray convolutionNorm(ConvolutionNorm layer, NDArray x);

  /** A convolution with bias. */
  NDArray convolution(Convolution layer, NDArray x);
}
