package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Working memory of one thread: the sums of a few elements and the values of as many clients as are
 * added in one pass, small enough for the cache of a core.
 */
final class Workspace {

  /** Sums, and values of each client: 128 and 64 kB. */
  static final int ELEMENTS = 1 << 14;

  /** Clients whose values are added in one pass, so that a sum is fetched and stored once. */
  static final int TOGETHER = 4;

  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(ELEMENTS * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final double[] sums = new double[ELEMENTS];
  private final float[][] values = new float[TOGETHER][ELEMENTS];
  private final double[] weights = new double[TOGETHER];

  /** Returns the sums of a piece, from 0 on. */
  double[] sums() {
    return sums;
  }

  /** Fetches a client's elements; the buffer is overwritten by the next call. */
  ByteBuffer read(Summand.Open model, TensorRange piece) throws IOException {
    bytes.clear().limit(piece.bytes());
    model.file().read(piece.sum().layout().name(), piece.first(), bytes);
    return bytes.flip();
  }

  /** Fetches a client's float32 elements and its weight into one of the places for them. */
  void take(int place, Summand.Open model, TensorRange piece) throws IOException {
    read(model, piece).asFloatBuffer().get(values[place], 0, piece.count());
    weights[place] = model.weight();
  }

  /** Place → the elements fetched there. */
  float[][] values() {
    return values;
  }

  /** Place → the weight of the client whose elements are there. */
  double[] weights() {
    return weights;
  }
}
