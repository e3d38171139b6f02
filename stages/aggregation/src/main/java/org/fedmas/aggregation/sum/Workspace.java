package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The working memory of one thread: the sums of some elements and the values of the clients added
 * in one pass. It is small enough for the cache of a core.
 */
final class Workspace {

  /** Elements per pass: 128 kB of sums and 64 kB of values per client. */
  static final int ELEMENTS = 1 << 14;

  /** Clients added in one pass, so that each sum is loaded and stored once for all of them. */
  static final int TOGETHER = 4;

  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(ELEMENTS * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final double[] sums = new double[ELEMENTS];
  private final float[][] values = new float[TOGETHER][ELEMENTS];
  private final double[] weights = new double[TOGETHER];

  /** Returns the sums of the current piece, beginning at index 0. */
  double[] sums() {
    return sums;
  }

  /** Reads a client's elements into a buffer that the next call overwrites. */
  ByteBuffer read(Summand.Open model, TensorRange piece) throws IOException {
    bytes.clear().limit(piece.bytes());
    model.file().read(piece.sum().layout().name(), piece.first(), bytes);
    return bytes.flip();
  }

  /** Reads a client's float32 elements and stores them with its weight under an index. */
  void load(int index, Summand.Open model, TensorRange piece) throws IOException {
    read(model, piece).asFloatBuffer().get(values[index], 0, piece.count());
    weights[index] = model.weight();
  }

  float[][] values() {
    return values;
  }

  double[] weights() {
    return weights;
  }
}
