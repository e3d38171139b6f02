package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.fedmas.tensors.Precision;

/**
 * A pass through the layers without folding, for training and for heads.
 *
 * @param arrays every tensor but the counts, by name
 * @param mode the statistics that batch normalisation uses
 * @param mask the values that are dropped
 * @param convolver the way to compute convolutions
 */
public record PlainPass(Map<String, NDArray> arrays, Mode mode, DropMask mask, Convolver convolver)
    implements Pass {

  /** Creates a pass in float32 that drops nothing. */
  public PlainPass(Map<String, NDArray> arrays, Mode mode) {
    this(arrays, mode, DropMask.NONE, Convolver.of(Precision.FLOAT32));
  }

  @Override
  public NDArray convolutionNorm(ConvolutionNorm layer, NDArray x) {
    Convolution convolution = layer.convolution();
    NDArray weight = array(convolution.name() + ".weight");
    try (NDArray y = convolver.apply(x, weight, null, convolution)) {
      return norm(layer.norm(), y);
    }
  }

  @Override
  public NDArray convolution(Convolution layer, NDArray x) {
    return convolver.apply(
        x, array(layer.name() + ".weight"), array(layer.name() + ".bias"), layer);
  }

  @Override
  public NDArray branch(String block, double place, NDArray branch) {
    return mask.branch(block, place, branch);
  }

  /** Applies a batch normalisation. */
  public NDArray norm(String layer, NDArray x) {
    return Operations.batchNorm(
        x,
        array(layer + ".weight"),
        array(layer + ".bias"),
        array(layer + ".running_mean"),
        array(layer + ".running_var"),
        mode);
  }

  /** Applies a linear layer. */
  public NDArray linear(Linear layer, NDArray x) {
    return Operations.linear(x, array(layer.name() + ".weight"), array(layer.name() + ".bias"));
  }

  NDArray cosines(CosineClassifier layer, NDArray x) {
    return Operations.cosines(x, array(layer.name() + ".weight"));
  }

  NDArray simplex(SimplexClassifier layer, NDArray x) {
    try (NDArray mapped = linear(layer.map(), x)) {
      return Operations.scaledCosines(mapped, layer.directions(), array(layer.name() + ".scale"));
    }
  }

  private NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the network has no tensor " + name);
    }
    return array;
  }
}
