package org.fedmas.images.codec.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fedmas.images.header.UnreadableBytes;

/**
 * The undoing of TIFF's predictors: values stored as differences from their left neighbour.
 *
 * @param samples values of each pixel
 * @param stride bytes of a row
 */
record Differences(ByteOrder order, int bits, int samples, int stride) {

  private static final int HORIZONTAL = 2;

  /** Replaces differences by their sums. */
  void undo(byte[] values, int predictor) throws UnreadableBytes {
    boolean known = predictor == HORIZONTAL ? bits == 8 || bits == 16 || bits == 32 : bits == 32;
    if (!known) {
      throw new UnreadableBytes(
          "TIFF with predictor %s at %s bits per value is not supported"
              .formatted(predictor, bits));
    }
    for (int row = 0; row + stride <= values.length; row += stride) {
      if (predictor == HORIZONTAL) {
        sum(values, row);
      } else {
        sumBytes(values, row);
      }
    }
  }

  private void sum(byte[] values, int row) {
    ByteBuffer buffer = ByteBuffer.wrap(values).order(order);
    int size = bits / 8;
    for (int i = samples * size; i + size <= stride; i += size) {
      int at = row + i;
      int before = at - samples * size;
      switch (size) {
        case 1 -> values[at] += values[before];
        case 2 -> buffer.putShort(at, (short) (buffer.getShort(at) + buffer.getShort(before)));
        default -> buffer.putInt(at, buffer.getInt(at) + buffer.getInt(before));
      }
    }
  }

  /**
   * Replaces differences of bytes, which lie in planes from the highest to the lowest, by numbers.
   */
  private void sumBytes(byte[] values, int row) {
    for (int i = samples; i < stride; i++) {
      values[row + i] += values[row + i - samples];
    }
    byte[] planes = new byte[stride];
    System.arraycopy(values, row, planes, 0, stride);
    int size = bits / 8;
    int count = stride / size;
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < size; b++) {
        int place = order == ByteOrder.BIG_ENDIAN ? b : size - 1 - b;
        values[row + i * size + place] = planes[b * count + i];
      }
    }
  }
}
