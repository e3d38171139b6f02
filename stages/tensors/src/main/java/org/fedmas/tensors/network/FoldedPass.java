package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Evaluation with each normalisation folded into the convolution before it.
 *
 * @param layers convolutions by name
 */
record FoldedPass(Map<String, FoldedConvolution> layers) implements Pass {

  @Override
  public NDArray convolutionNorm(ConvolutionNorm layer, NDArray x) {
    return convolution(layer.convolution(), x);
  }

  @Override
  public NDArray convolution(Convolution layer, NDArray x) {
    FoldedConvolution folded = layers.get(layer.name());
    if (folded == null) {
      throw new IllegalArgumentException("the network has no layer " + layer.name());
    }
    return Operations.convolution(x, folded.weight(), folded.bias(), layer);
  }
}
