package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The layers as they were trained.
 *
 * @param arrays every entry but the counts, by name
 * @param mode which statistics batch normalisation uses
 * @param mask what is left out
 */
public record PlainPass(Map<String, NDArray> arrays, Mode mode, DropMask mask) implements Pass {

  /** Nothing is left out. */
  public PlainPass(Map<String, NDArray> arrays, Mode mode) {
    this(arrays, mode, DropMask.NONE);
  }

  @Override
  public NDArray convolutionNorm(ConvolutionNorm layer, NDArray x) {
    Convolution convolution = layer.convolution();
    NDArray weight = array(convolution.name() + ".weight");
    try (NDArray y = Operations.convolution(x, weight, null, convolution)) {
      return norm(layer.norm(), y);
    }
  }

  @Override
  public NDArray convolution(Convolution layer, NDArray x) {
    return Operations.convolution(
        x, array(layer.name() + ".weight"), array(layer.name() + ".bias"), layer);
  }

  @Override
  public NDArray branch(String block, double place, NDArray branch) {
    return mask.branch(block, place, branch);
  }

  public NDArray norm(String layer, NDArray x) {
    return Operations.batchNorm(
        x,
        array(layer + ".weight"),
        array(layer + ".bias"),
        array(layer + ".running_mean"),
        array(layer + ".running_var"),
        mode);
  }

  public NDArray linear(Linear layer, NDArray x) {
    return Operations.linear(x, array(layer.name() + ".weight"), array(layer.name() + ".bias"));
  }

  NDArray cosines(CosineClassifier layer, NDArray x) {
    return Operations.cosines(x, array(layer.name() + ".weight"));
  }

  private NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the network has no tensor " + name);
    }
    return array;
  }
}
