package org.fedmas.tensors;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
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
    boolean single = tensor.type() == TensorType.F32;
    if (!single && tensor.type() != TensorType.F64) {
      throw new IllegalArgumentException("expected a float32 or float64 tensor, found " + tensor);
    }
    long[] shape = tensor.shape();
    Shape stored =
        shape.length == 4 ? new Shape(shape[0], shape[2], shape[3], shape[1]) : new Shape(shape);
    NDArray array =
        single
            ? filled(owner, stored, memory -> fill(tensor, memory))
            : own(owner, doubles(tensor), stored, DataType.FLOAT64);
    if (array.getDataType() != type) {
      try (NDArray unconverted = array) {
        array = unconverted.toType(type, true);
      }
    }
    return shape.length == 4 ? channelsFirstView(array) : array;
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

  /** Returns n images from image number {@code first} on, in the form that networks accept. */
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
    return owner.create(Arrays.stream(labels).asLongStream().toArray());
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

  /** Returns a float32 array that is written directly into the engine's memory where possible. */
  private static NDArray filled(NDManager owner, Shape shape, Consumer<FloatBuffer> writer) {
    if (owner.getDevice().isGpu()) {
      ByteBuffer bytes = allocate(shape.size() * Float.BYTES);
      writer.accept(bytes.asFloatBuffer());
      return own(owner, bytes, shape, DataType.FLOAT32);
    }
    NDArray array = owner.create(shape, DataType.FLOAT32);
    writer.accept(array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
    return array;
  }

  private static NDArray own(NDManager owner, ByteBuffer bytes, Shape shape, DataType type) {
    try (NDArray borrowed = owner.create(bytes, shape, type)) {
      return borrowed.duplicate();
    }
  }

  private static NDArray channelsFirstView(NDArray channelsLast) {
    try (channelsLast) {
      return channelsLast.transpose(0, 3, 1, 2);
    }
  }

  private static void fill(StoredTensor tensor, FloatBuffer memory) {
    FloatBuffer values = tensor.buffer().asFloatBuffer();
    long[] shape = tensor.shape();
    if (shape.length == 4) {
      int inner = Math.toIntExact(shape[2] * shape[3]);
      turn(values, memory, (int) shape[0], (int) shape[1], inner);
    } else {
      memory.put(values);
    }
  }

  private static ByteBuffer doubles(StoredTensor tensor) {
    ByteBuffer moved = allocate(tensor.data().length);
    long[] shape = tensor.shape();
    if (shape.length != 4) {
      return moved.put(tensor.data()).flip();
    }
    ByteBuffer from = tensor.buffer();
    int channels = Math.toIntExact(shape[1]);
    int inner = Math.toIntExact(shape[2] * shape[3]);
    for (int o = 0; o < shape[0]; o++) {
      for (int i = 0; i < inner; i++) {
        for (int c = 0; c < channels; c++) {
          moved.putLong(from.getLong(((o * channels + c) * inner + i) * Double.BYTES));
        }
      }
    }
    return moved.flip();
  }

  /** Copies {@code outer} matrices, [rows, columns], as [columns, rows]. */
  private static void turn(FloatBuffer from, FloatBuffer to, int outer, int rows, int columns) {
    if (rows == 1 || columns == 1) {
      to.put(from);
      return;
    }
    float[] matrix = new float[rows * columns];
    float[] turned = new float[matrix.length];
    for (int o = 0; o < outer; o++) {
      from.get(matrix);
      if (rows > columns) {
        gather(matrix, turned, rows, columns);
      } else {
        scatter(matrix, turned, rows, columns);
      }
      to.put(turned);
    }
  }

  /** Turns a tall matrix, [rows, columns], writing one number after the other. */
  private static void gather(float[] matrix, float[] turned, int rows, int columns) {
    int to = 0;
    for (int c = 0; c < columns; c++) {
      for (int r = 0, from = c; r < rows; r++, from += columns) {
        turned[to++] = matrix[from];
      }
    }
  }

  /** Turns a wide matrix, [rows, columns], reading one number after the other. */
  private static void scatter(float[] matrix, float[] turned, int rows, int columns) {
    int from = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0, to = r; c < columns; c++, to += rows) {
        turned[to] = matrix[from++];
      }
    }
  }

  private static ByteBuffer allocate(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }
}
