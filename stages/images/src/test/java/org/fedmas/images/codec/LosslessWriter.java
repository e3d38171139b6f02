package org.fedmas.images.codec;

import java.io.ByteArrayOutputStream;

/** Lossless JPEG files of one component with the first predictor and 5-bit codes. */
final class LosslessWriter {

  private static final int CODE_BITS = 5;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private int buffer;
  private int held;

  private LosslessWriter() {}

  /** Returns the file of values, [height, width]. */
  static byte[] write(int[][] values, int bits, int predictor) {
    LosslessWriter writer = new LosslessWriter();
    int height = values.length;
    int width = values[0].length;
    writer.bytes(0xFF, 0xD8, 0xFF, 0xC3, 0, 11, bits, height >> 8, height, width >> 8, width);
    writer.bytes(1, 1, 0x11, 0, 0xFF, 0xC4, 0, 19 + 17, 0);
    for (int length = 1; length <= 16; length++) {
      writer.bytes(length == CODE_BITS ? 17 : 0);
    }
    for (int size = 0; size <= 16; size++) {
      writer.bytes(size);
    }
    writer.bytes(0xFF, 0xDA, 0, 8, 1, 1, 0, predictor, 0, 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int predicted = predicted(values, x, y, bits, predictor);
        writer.difference((short) (values[y][x] - predicted));
      }
    }
    writer.put(0x7F, 7);
    writer.bytes(0xFF, 0xD9);
    return writer.file.toByteArray();
  }

  private static int predicted(int[][] v, int x, int y, int bits, int predictor) {
    if (y == 0) {
      return x == 0 ? 1 << bits - 1 : v[0][x - 1];
    }
    if (x == 0) {
      return v[y - 1][0];
    }
    int a = v[y][x - 1];
    int b = v[y - 1][x];
    int c = v[y - 1][x - 1];
    return new int[] {0, a, b, c, a + b - c, a + (b - c >> 1), b + (a - c >> 1), a + b >> 1}
        [predictor];
  }

  private void difference(int value) {
    int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    put(size, CODE_BITS);
    if (size > 0 && size < 16) {
      put(value > 0 ? value : value + (1 << size) - 1, size);
    }
  }

  private void put(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      buffer = buffer << 1 | value >> i & 1;
      if (++held == 8) {
        bytes(buffer & 0xFF);
        if ((buffer & 0xFF) == 0xFF) {
          bytes(0);
        }
        held = 0;
      }
    }
  }

  private void bytes(int... values) {
    for (int value : values) {
      file.write(value);
    }
  }
}
