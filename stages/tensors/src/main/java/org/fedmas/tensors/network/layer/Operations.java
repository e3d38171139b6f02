package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The engine's layers as functions. Native calls are used directly because DJL's wrappers round
 * epsilon and momentum to float32. The input's manager owns every result.
 */
public final class Operations {

  /** The number that batch normalisation adds to a variance. */
  public static final double EPSILON = 1e-5;

  /** The length from below of rows and columns that are scaled to length 1. */
  public static final double SMALLEST_NORM = 1e-12;

  /** The weight of the batch in the running statistics. */
  private static final double MOMENTUM = 0.1;

  private static final Shape NO_DILATION = new Shape(1, 1);

  private Operations() {}

  /** Applies a convolution. */
  public static NDArray convolution(
      NDArray x, NDArray weight, @Nullable NDArray bias, Convolution convolution) {
    Shape stride = new Shape(convolution.stride(), convolution.stride());
    Shape padding = new Shape(convolution.padding(), convolution.padding());
    return JniUtils.convolution(
        (PtNDArray) x,
        (PtNDArray) weight,
        (PtNDArray) bias,
        stride,
        padding,
        NO_DILATION,
        convolution.groups());
  }

  /** Applies batch normalisation; train mode moves the running mean and (unbiased) variance. */
  static NDArray batchNorm(
      NDArray x, NDArray gamma, NDArray beta, NDArray mean, NDArray variance, Mode mode) {
    return JniUtils.batchNorm(
        (PtNDArray) x,
        (PtNDArray) mean,
        (PtNDArray) variance,
        (PtNDArray) gamma,
        (PtNDArray) beta,
        mode == Mode.TRAIN,
        MOMENTUM,
        EPSILON);
  }

  /** Returns the standard deviation that batch normalisation divides by. */
  static double deviation(double variance) {
    return Math.sqrt(variance + EPSILON);
  }

  /**
   * Cuts images into squares without overlap and maps each linearly: a convolution whose stride is
   * its kernel, without padding.
   *
   * @param weight [outputs, channels, side, side]
   * @return [n, outputs, h / side, w / side]
   */
  public static NDArray patches(NDArray x, NDArray weight, NDArray bias) {
    Shape square = new Shape(weight.getShape().get(2), weight.getShape().get(3));
    return JniUtils.convolution(
        (PtNDArray) x,
        (PtNDArray) weight,
        (PtNDArray) bias,
        square,
        new Shape(0, 0),
        NO_DILATION,
        1);
  }

  /** Normalises the last dimension by its own mean and variance, then scales and shifts it. */
  public static NDArray layerNorm(NDArray x, NDArray gamma, NDArray beta, double epsilon) {
    return JniUtils.layerNorm(
        (PtNDArray) x, gamma.getShape(), (PtNDArray) gamma, (PtNDArray) beta, epsilon);
  }

  /** Applies the exact GELU, {@code x·Φ(x)} with the normal distribution's Φ. */
  public static NDArray gelu(NDArray x) {
    return JniUtils.gelu((PtNDArray) x);
  }

  /** Applies a linear layer to the last dimension. */
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
  }

  /** Returns the cosines, [n, c], of rows [n, d] and columns [d, c], lengths clamped from below. */
  static NDArray cosines(NDArray x, NDArray columns) {
    try (NDArray rows = x.normalize(2, 1, SMALLEST_NORM);
        NDArray directions = columns.normalize(2, 0, SMALLEST_NORM)) {
      return rows.matMul(directions);
    }
  }

  /**
   * Returns scale times the inner products of rows [n, c], scaled to length 1, with the unit
   * columns of a fixed matrix [c, c]. The rows' lengths are clamped from below.
   */
  static NDArray scaledCosines(NDArray x, double[][] columns, NDArray scale) {
    double[] numbers = Arrays.stream(columns).flatMapToDouble(Arrays::stream).toArray();
    Shape shape = new Shape(columns.length, columns[0].length);
    try (NDArray rows = x.normalize(2, 1, SMALLEST_NORM);
        NDArray exact = x.getManager().create(numbers, shape);
        NDArray fixed = exact.toType(x.getDataType(), true);
        NDArray cosines = rows.matMul(fixed)) {
      return cosines.mul(scale);
    }
  }

  static NDArray maxPool(NDArray x, int kernel, int stride, int padding) {
    return JniUtils.maxPool(
        (PtNDArray) x,
        new Shape(kernel, kernel),
        new Shape(stride, stride),
        new Shape(padding, padding),
        false);
  }

  /** Averages each feature map: [n, c, h, w] to [n, c, 1, 1]. */
  public static NDArray mean(NDArray x) {
    return JniUtils.adaptiveAvgPool((PtNDArray) x, new Shape(1, 1));
  }

  static NDArray relu(NDArray x) {
    return JniUtils.relu((PtNDArray) x);
  }

  /** Applies {@code 1 / (1 + e^-x)}. */
  public static NDArray sigmoid(NDArray x) {
    return JniUtils.sigmoid((PtNDArray) x);
  }

  static NDArray silu(NDArray x) {
    try (NDArray gate = sigmoid(x)) {
      return x.mul(gate);
    }
  }
}
