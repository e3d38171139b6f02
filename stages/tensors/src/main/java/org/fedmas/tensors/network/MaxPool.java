package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;

/** The largest value under a moving window. */
record MaxPool(int kernel, int stride, int padding) implements Part {

  @Override
  public void declare(LayoutBuilder layout) {}

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    return Operations.maxPool(x, kernel, stride, padding);
  }
}
