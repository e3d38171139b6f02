package org.fedmas.tensors.network.layer;

import java.util.List;

/**
 * The name, shape and role of one tensor of a layout.
 *
 * @param name torchvision's name
 * @param shape sizes of the dimensions; empty for a scalar
 * @param role the role
 */
public record TensorSpec(String name, List<Long> shape, TensorRole role) {

  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** Returns the shape in the engine's form. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns the number of elements. */
  public int size() {
    return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
  }

  /** Returns the number of inputs that each output of a weight sums over. */
  long fanIn() {
    return size() / shape.get(0);
  }
}
