package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Operations;

/**
 * A linear layer over the last dimension.
 *
 * @param weight [outputs, inputs]
 * @param bias [outputs]
 */
record Dense(NDArray weight, NDArray bias) {

  /** Applies the layer; x stays open and owns the result. */
  NDArray apply(NDArray x) {
    return Operations.linear(x, weight, bias);
  }
}
