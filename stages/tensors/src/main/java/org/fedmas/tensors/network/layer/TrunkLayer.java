package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A layer of a trunk, which maps feature maps to feature maps. */
public sealed interface TrunkLayer
    permits ConvolutionNorm, InvertedResidual, MaxPool, ResidualBlock, UnusedLinear {

  /** Adds the layer's tensors, in the order of the state dict. */
  void declare(LayoutBuilder layout);

  /**
   * Computes the layer's output.
   *
   * @param x [n, c, h, w]; stays open
   */
  NDArray apply(Pass pass, NDArray x);

  /**
   * Adds the layer to a graph.
   *
   * @param x the name of its input, [n, c, h, w]
   */
  String draw(LayerGraph graph, String x);

  /** Applies layers one after the other and closes the maps between them; x stays open. */
  static NDArray chain(List<? extends TrunkLayer> layers, Pass pass, NDArray x) {
    NDArray maps = x;
    for (TrunkLayer layer : layers) {
      NDArray next = layer.apply(pass, maps);
      if (next != maps && maps != x) {
        maps.close();
      }
      maps = next;
    }
    return maps;
  }

  /** Returns the convolutions that are followed by a normalisation. */
  default List<ConvolutionNorm> normalised() {
    return List.of();
  }

  /** Returns the convolutions that have a bias. */
  default List<Convolution> biased() {
    return List.of();
  }
}
