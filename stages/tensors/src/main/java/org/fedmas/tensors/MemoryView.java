package org.fedmas.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The engine's own memory of float32 arrays on the CPU, as buffers without a copy. Arrays of four
 * dimensions are seen in the order that {@link Transfer} lays them out in, channels last; equal
 * positions of two such buffers are the same element.
 *
 * <p>A buffer is valid as long as its array is open; nothing in the JVM keeps it so.
 */
public final class MemoryView {

  private MemoryView() {}

  /** Returns whether there can be a buffer of the array. */
  public static boolean suits(NDArray array) {
    return array.getDataType() == DataType.FLOAT32 && !array.getDevice().isGpu();
  }

  /** Returns the array's numbers, for reading; a copy where they lie in another order. */
  public static FloatBuffer reading(NDArray array) {
    if (array.getShape().dimension() != 4) {
      return buffer(array);
    }
    try (NDArray channelsLast = array.transpose(0, 2, 3, 1)) {
      return buffer(channelsLast);
    }
  }

  /**
   * Returns the array's own numbers, for reading and writing.
   *
   * @throws IllegalArgumentException if they lie in another order
   */
  public static FloatBuffer of(NDArray array) {
    FloatBuffer first = reading(array);
    FloatBuffer second = reading(array);
    if (first.hasRemaining() && !share(first, second)) {
      throw new IllegalArgumentException(
          "an array of " + array.getShape() + " does not lie in one piece, channels last");
    }
    return first;
  }

  /**
   * Returns the engine hands out a copy of an array that does not lie in one piece, and does not
   * say so.
   */
  private static boolean share(FloatBuffer first, FloatBuffer second) {
    float before = first.get(0);
    float mark = before == 1 ? 2 : 1;
    first.put(0, mark);
    boolean same = second.get(0) == mark;
    first.put(0, before);
    return same;
  }

  private static FloatBuffer buffer(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
