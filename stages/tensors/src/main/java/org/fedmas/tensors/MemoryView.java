package org.fedmas.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Buffers that share the engine's memory of float32 arrays on the CPU. Arrays of four dimensions
 * appear with channels last, the order in which {@link Transfer} stores them; equal positions of
 * two such buffers are the same element.
 *
 * <p>A buffer is valid only while its array is open; the JVM does not enforce this.
 */
public final class MemoryView {

  private MemoryView() {}

  /** Returns whether the array can be viewed as a buffer. */
  public static boolean suits(NDArray array) {
    return array.getDataType() == DataType.FLOAT32 && !array.getDevice().isGpu();
  }

  /** Returns the array's numbers for reading; a copy if they are stored in another order. */
  public static FloatBuffer reading(NDArray array) {
    if (array.getShape().dimension() != 4) {
      return buffer(array);
    }
    try (NDArray channelsLast = array.transpose(0, 2, 3, 1)) {
      return buffer(channelsLast);
    }
  }

  /**
   * Returns the array's own memory, for reading and writing.
   *
   * @throws IllegalArgumentException if the numbers are stored in another order
   */
  public static FloatBuffer of(NDArray array) {
    FloatBuffer first = reading(array);
    FloatBuffer second = reading(array);
    if (first.hasRemaining() && !share(first, second)) {
      throw new IllegalArgumentException(
          "array of %s: expected contiguous memory, channels last".formatted(array.getShape()));
    }
    return first;
  }

  /** Returns whether buffers share memory; the engine copies an array that is not contiguous. */
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
