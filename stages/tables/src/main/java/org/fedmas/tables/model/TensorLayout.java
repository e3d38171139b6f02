package org.fedmas.tables.model;

import java.util.Arrays;

/**
 * Name, element type and shape of a tensor, without its elements. Treat the array as immutable.
 *
 * @param shape sizes from the slowest to the fastest axis; empty for a scalar
 */
public record TensorLayout(String name, TensorType type, long[] shape) {

  /** Returns the layout of a tensor at hand. */
  public static TensorLayout of(String name, StoredTensor tensor) {
    return new TensorLayout(name, tensor.type(), tensor.shape());
  }

  /**
   * Returns the size of the elements in bytes.
   *
   * @throws IllegalArgumentException if a size is negative or the product exceeds 2^63 − 1
   */
  public long bytes() {
    return StoredTensor.bytes(type, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorLayout that
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(shape, that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
