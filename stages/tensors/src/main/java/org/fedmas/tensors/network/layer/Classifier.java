package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** A layer that turns features into one number per class. */
public sealed interface Classifier permits CosineClassifier, Linear {

  /** Returns the number of classes. */
  int outputs();

  void declare(LayoutBuilder layout);

  /**
   * Returns the classes' numbers, [n, outputs].
   *
   * @param x [n, inputs]; stays open
   */
  NDArray apply(PlainPass pass, NDArray x);
}
