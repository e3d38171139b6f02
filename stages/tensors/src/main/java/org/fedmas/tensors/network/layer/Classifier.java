package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** A layer that computes one number per class from features. */
public sealed interface Classifier permits CosineClassifier, Linear, SimplexClassifier {

  /** Returns the number of classes. */
  int outputs();

  /** Adds the layer's tensors, in the order of the state dict. */
  void declare(LayoutBuilder layout);

  /**
   * Computes one number per class, [n, outputs].
   *
   * @param x [n, inputs]; stays open
   */
  NDArray apply(PlainPass pass, NDArray x);

  /**
   * Adds the layer to a graph.
   *
   * @param x the name of its input, [n, inputs]
   */
  String draw(LayerGraph graph, String x);
}
