package org.fedmas.tensors.network.layer;

import java.util.List;

/**
 * One named tensor of a layout.
 *
 * @param name torchvision's name
 * @param shape sizes of the dimensions; empty for a scalar
 * @param kind its part
 */
public record TensorSpec(String name, List<Long> shape, TensorRole role) {

  public TensorSpec {
    shape = List.copyOf(shape);
  }

  /** Returns the shape as the engine takes it. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns the number of elements. */
  public int size() {
    return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
  }

  /** How many inputs one output of a weight sums over. */
  public long fanIn() {
    return size() / shape.get(0);
  }
}
