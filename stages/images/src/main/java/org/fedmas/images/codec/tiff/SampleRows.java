package org.fedmas.images.codec.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fedmas.images.header.TiffSamples;

/** The unpacked bytes of a strip or tile as numbers. */
final class SampleRows {

  private final ByteBuffer bytes;
  private final int bits;
  private final TiffSamples.Kind kind;
  private final int stride;

  /**
   * Creates a view.
   *
   * @param perRow number of values in a row
   */
  SampleRows(byte[] bytes, ByteOrder order, TiffSamples samples, int perRow) {
    this.bytes = ByteBuffer.wrap(bytes).order(order);
    this.bits = samples.bits();
    this.kind = samples.kind();
    this.stride = stride(perRow, bits);
  }

  /** Returns the bytes of a row, which starts with a new byte. */
  static int stride(int perRow, int bits) {
    return (int) (((long) perRow * bits + 7) / 8);
  }

  /** Returns the bits of a value; of more than 8, the highest 8. */
  int upTo8Bits(int row, int index) {
    int at = row * stride;
    if (bits == 8) {
      return bytes.get(at + index) & 0xFF;
    }
    if (bits == 16) {
      return (bytes.getShort(at + 2 * index) & 0xFFFF) >> 8;
    }
    int position = index * bits;
    return bytes.get(at + position / 8) >> 8 - bits - position % 8 & (1 << bits) - 1;
  }

  /** Returns a value of 16 or 32 bits as a number. */
  double number(int row, int index) {
    int at = row * stride;
    if (bits == 16) {
      short value = bytes.getShort(at + 2 * index);
      return kind == TiffSamples.Kind.SIGNED ? value : value & 0xFFFF;
    }
    int value = bytes.getInt(at + 4 * index);
    return switch (kind) {
      case UNSIGNED -> value & 0xFFFFFFFFL;
      case SIGNED -> value;
      case FLOATING -> Float.intBitsToFloat(value);
    };
  }
}
