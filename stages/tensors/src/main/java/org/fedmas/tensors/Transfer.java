package org.fedmas.tensors;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/**
 * Copies between numbers in Java and arrays of the engine. Arrays of four dimensions are stored
 * with channels last whatever their shape says, because convolutions are faster that way.
 *
 * <p>Every array uses memory of the engine's own allocator. Buffers of the JVM have arbitrary
 * alignment, and kernels may round differently with another alignment.
 */
public final class Transfer {

  private Transfer() {}

  /**
   * Returns a stored tensor as an array of the requested element type.
   *
   * @throws IllegalArgumentException unless the tensor is float32 or float64
   */
  public static NDArray upload(NDManager owner, StoredTensor tensor, DataType type) {
    DataType stored =
        switch (tensor.type()) {
          case F32 -> DataType.FLOAT32;
          case F64 -> DataType.FLOAT64;
          default ->
              throw new IllegalArgumentException(
                  "expected a float32 or float64 tensor, found " + tensor);
        };
    long[] shape = tensor.shape();
    boolean plain = stored == DataType.FLOAT32 && type == DataType.FLOAT32;
    if (shape.length != 4) {
      return plain
          ? filled(owner, new Shape(shape), memory -> memory.put(tensor.buffer().asFloatBuffer()))
          : own(owner, direct(tensor.data()), new Shape(shape), stored, type);
    }
    Shape channelsLast = new Shape(shape[0], shape[2], shape[3], shape[1]);
    if (plain) {
      int inner = Math.toIntExact(shape[2] * shape[3]);
      return channelsFirstView(
          filled(
              owner,
              channelsLast,
              memory ->
                  turn(
                      tensor.buffer().asFloatBuffer(),
                      memory,
                      (int) shape[0],
                      (int) shape[1],
                      inner)));
    }
    ByteBuffer moved = channelsLast(tensor, stored);
    return channelsFirstView(own(owner, moved, channelsLast, stored, type));
  }

  /**
   * Returns a batch of images in the form that networks accept.
   *
   * @param pixels n·height·width·channels numbers, channels varying fastest
   * @return [n, channels, height, width], channels last in memory
   */
  public static NDArray images(
      NDManager owner, float[] pixels, int n, int height, int width, int channels) {
    return images(owner, pixels, 0, n, height, width, channels);
  }

  /**
   * Returns n images, beginning with image number {@code first}, in the form that networks accept.
   */
  public static NDArray images(
      NDManager owner, float[] pixels, int first, int n, int height, int width, int channels) {
    Shape shape = new Shape(n, height, width, channels);
    int size = height * width * channels;
    return channelsFirstView(
        filled(owner, shape, memory -> memory.put(pixels, first * size, n * size)));
  }

  /** Returns rows of features, [n, width] float32. */
  public static NDArray matrix(NDManager owner, float[] values, int n, int width) {
    return filled(owner, new Shape(n, width), memory -> memory.put(values));
  }

  /** Returns zeros, stored in memory as {@link #upload} stores a tensor of that shape. */
  public static NDArray zeros(NDManager owner, Shape shape, DataType type) {
    if (shape.dimension() != 4) {
      return owner.zeros(shape, type);
    }
    long[] sizes = shape.getShape();
    return channelsFirstView(owner.zeros(new Shape(sizes[0], sizes[2], sizes[3], sizes[1]), type));
  }

  /** Returns class numbers in the form that losses accept, [n] int64. */
  public static NDArray labels(NDManager owner, int[] labels) {
    long[] wide = new long[labels.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = labels[i];
    }
    return owner.create(wide);
  }

  /** Returns an array's numbers as a stored float32 tensor, row major by its shape. */
  public static StoredTensor download(NDArray array) {
    if (MemoryView.suits(array)) {
      byte[] bytes = new byte[Math.toIntExact(array.size() * Float.BYTES)];
      FloatBuffer to = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      long[] shape = array.getShape().getShape();
      if (shape.length == 4) {
        int inner = Math.toIntExact(shape[2] * shape[3]);
        turn(MemoryView.reading(array), to, (int) shape[0], inner, (int) shape[1]);
      } else {
        to.put(MemoryView.reading(array));
      }
      return new StoredTensor(TensorType.F32, shape, bytes);
    }
    return new StoredTensor(
        TensorType.F32, array.getShape().getShape(), bytes(array, DataType.FLOAT32));
  }

  /** Returns an array's numbers in row-major order. */
  public static float[] floats(NDArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    ByteBuffer.wrap(bytes(array, DataType.FLOAT32))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .get(values);
    return values;
  }

  /** Returns an array's numbers in row-major order. */
  public static double[] doubles(NDArray array) {
    double[] values = new double[Math.toIntExact(array.size())];
    ByteBuffer.wrap(bytes(array, DataType.FLOAT64))
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer()
        .get(values);
    return values;
  }

  private static byte[] bytes(NDArray array, DataType type) {
    NDArray converted = array.toType(type, false);
    NDArray local = converted.toDevice(Device.cpu(), false);
    byte[] bytes = new byte[Math.toIntExact(array.size() * type.getNumOfBytes())];
    local.toByteBuffer(false).get(bytes);
    if (local != converted) {
      local.close();
    }
    if (converted != array) {
      converted.close();
    }
    return bytes;
  }

  /**
   * Returns a float32 array whose numbers are written directly into the engine's memory where it is
   * accessible.
   */
  private static NDArray filled(NDManager owner, Shape shape, Consumer<FloatBuffer> writer) {
    if (owner.getDevice().isGpu()) {
      ByteBuffer bytes = allocate(shape.size() * Float.BYTES);
      writer.accept(bytes.asFloatBuffer());
      return own(owner, bytes, shape, DataType.FLOAT32, DataType.FLOAT32);
    }
    NDArray array = owner.create(shape, DataType.FLOAT32);
    writer.accept(array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
    return array;
  }

  private static NDArray own(
      NDManager owner, ByteBuffer bytes, Shape shape, DataType from, DataType to) {
    try (NDArray borrowed = owner.create(bytes, shape, from)) {
      return from == to ? borrowed.duplicate() : borrowed.toType(to, true);
    }
  }

  private static NDArray channelsFirstView(NDArray channelsLast) {
    try (channelsLast) {
      return channelsLast.transpose(0, 3, 1, 2);
    }
  }

  private static ByteBuffer channelsLast(StoredTensor tensor, DataType type) {
    int outer = Math.toIntExact(tensor.shape()[0]);
    int channels = Math.toIntExact(tensor.shape()[1]);
    int inner = Math.toIntExact(tensor.shape()[2] * tensor.shape()[3]);
    ByteBuffer moved = allocate(tensor.data().length);
    if (type == DataType.FLOAT32) {
      turn(tensor.buffer().asFloatBuffer(), moved.asFloatBuffer(), outer, channels, inner);
    } else {
      ByteBuffer from = tensor.buffer();
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < inner; i++) {
          for (int c = 0; c < channels; c++) {
            moved.putLong(from.getLong(((o * channels + c) * inner + i) * Double.BYTES));
          }
        }
      }
      moved.flip();
    }
    return moved;
  }

  /** Copies {@code outer} matrices, [rows, columns], as [columns, rows]. */
  private static void turn(FloatBuffer from, FloatBuffer to, int outer, int rows, int columns) {
    float[] matrix = new float[rows * columns];
    float[] turned = new float[matrix.length];
    for (int o = 0; o < outer; o++) {
      from.get(matrix);
      for (int c = 0; c < columns; c++) {
        for (int r = 0; r < rows; r++) {
          turned[c * rows + r] = matrix[r * columns + c];
        }
      }
      to.put(turned);
    }
  }

  private static ByteBuffer direct(byte[] littleEndian) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(littleEndian.length);
    bytes.put(littleEndian).flip();
    return bytes.order(ByteOrder.nativeOrder());
  }

  private static ByteBuffer allocate(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }
}
