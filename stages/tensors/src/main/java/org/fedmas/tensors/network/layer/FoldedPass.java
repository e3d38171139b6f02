package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Precision;

/**
 * The evaluation of a trunk with each normalisation folded into the convolution before it.
 *
 * @param layers convolutions by name
 * @param convolver the way to compute them
 */
public record FoldedPass(Map<String, FoldedConvolution> layers, Convolver convolver)
    implements Pass {

  /** Returns a pass over these layers; the manager owns its arrays. */
  public static FoldedPass of(
      List<TrunkLayer> trunk, ModelState state, NDManager manager, Precision precision) {
    Map<String, FoldedConvolution> layers = new LinkedHashMap<>();
    for (TrunkLayer part : trunk) {
      for (ConvolutionNorm layer : part.normalised()) {
        layers.put(layer.convolution().name(), FoldedConvolution.of(layer, state, manager));
      }
      for (Convolution layer : part.biased()) {
        layers.put(layer.name(), FoldedConvolution.of(layer, state, manager));
      }
    }
    return new FoldedPass(layers, Convolver.of(precision));
  }

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
    return convolver.apply(x, folded.weight(), folded.bias(), layer);
  }
}
