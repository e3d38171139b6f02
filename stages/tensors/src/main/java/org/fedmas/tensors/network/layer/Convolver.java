package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.Precision;
import org.jspecify.annotations.Nullable;

/** A way to compute convolutions. */
@FunctionalInterface
public interface Convolver {

  /**
   * Applies a convolution; gradients flow to input, weight and bias.
   *
   * @param x [n, inputs, h, w] float32, best with channels last in memory; its manager owns the
   *     result
   * @param weight [outputs, inputs / groups, kernel, kernel] float32
   * @param bias [outputs] float32, or null
   * @return [n, outputs, h / stride, w / stride] float32
   */
  NDArray apply(NDArray x, NDArray weight, @Nullable NDArray bias, Convolution convolution);

  /** Returns the way of a precision. */
  static Convolver of(Precision precision) {
    return precision == Precision.BFLOAT16 ? Bfloat16Convolutions::apply : Operations::convolution;
  }
}
