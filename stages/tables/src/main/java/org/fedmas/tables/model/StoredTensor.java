package org.fedmas.tables.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor as it lies in a file: element type, shape, and row-major little-endian bytes. A scalar
 * has an empty shape. Treat the arrays as immutable.
 */
public record StoredTensor(TensorType type, long[] shape, byte[] data) {

  public StoredTensor {
    long expected = bytes(type, shape);
    if (expected != data.length) {
      throw new IllegalArgumentException(
          "shape %s of %s takes %s bytes, found %s"
              .formatted(Arrays.toString(shape), type, expected, data.length));
    }
  }

  /** Returns a float32 tensor. */
  public static StoredTensor of(float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new StoredTensor(TensorType.F32, shape, bytes.array());
  }

  /** Returns a float64 tensor. */
  public static StoredTensor of(double[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return new StoredTensor(TensorType.F64, shape, bytes.array());
  }

  /** Returns an int64 tensor. */
  public static StoredTensor of(long[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return new StoredTensor(TensorType.I64, shape, bytes.array());
  }

  /**
   * Returns a tensor of numbers, rounded to the element type.
   *
   * @param type float32 or float64
   */
  public static StoredTensor of(TensorType type, double[] values, long... shape) {
    if (type == TensorType.F64) {
      return of(values, shape);
    }
    float[] singles = new float[values.length];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) values[i];
    }
    return of(singles, shape);
  }

  /**
   * Returns the number of elements of a shape; 1 for a scalar's.
   *
   * @throws IllegalArgumentException if a size is negative or the product exceeds 2^63 − 1
   */
  public static long elements(long[] shape) {
    try {
      long n = 1;
      for (long d : shape) {
        if (d < 0) {
          throw new IllegalArgumentException("negative size in shape " + Arrays.toString(shape));
        }
        n = Math.multiplyExact(n, d);
      }
      return n;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too many elements: shape " + Arrays.toString(shape), e);
    }
  }

  static long bytes(TensorType type, long[] shape) {
    long elements = elements(shape);
    if (elements > Long.MAX_VALUE / type.bytes()) {
      throw new IllegalArgumentException("too many elements: shape " + Arrays.toString(shape));
    }
    return elements * type.bytes();
  }

  /** Returns the number of elements. */
  public int size() {
    return data.length / type.bytes();
  }

  /** Returns the bytes as a little-endian buffer at position 0. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the float32 elements; throws an {@link IllegalStateException} for other types. */
  public float[] floats() {
    require(TensorType.F32);
    float[] values = new float[size()];
    buffer().asFloatBuffer().get(values);
    return values;
  }

  /** Returns the float64 elements; throws an {@link IllegalStateException} for other types. */
  public double[] doubles() {
    require(TensorType.F64);
    double[] values = new double[size()];
    buffer().asDoubleBuffer().get(values);
    return values;
  }

  /** Returns the elements of a float32 or float64 tensor as doubles. */
  public double[] numbers() {
    if (type == TensorType.F64) {
      return doubles();
    }
    float[] singles = floats();
    double[] numbers = new double[singles.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = singles[i];
    }
    return numbers;
  }

  /** Returns the int64 elements; throws an {@link IllegalStateException} for other types. */
  public long[] longs() {
    require(TensorType.I64);
    long[] values = new long[size()];
    buffer().asLongBuffer().get(values);
    return values;
  }

  private void require(TensorType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("expected a tensor of " + wanted + ", found " + type);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredTensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
