package org.fedmas.images.codec;

import org.fedmas.images.header.UnreadableBytes;

/** A Huffman table of lossless JPEG: codes of 1 to 16 bits for the number of bits that follow. */
final class DifferenceCodes {

  private static final int LONGEST = 16;

  /** By length: the first code that is too large, and its distance to the place of its value. */
  private final int[] ends = new int[LONGEST + 1];

  private final int[] offsets = new int[LONGEST + 1];
  private final byte[] values;

  /**
   * Creates a table.
   *
   * @param counts number of codes of each length from 1
   * @param values what the codes stand for, the shortest first
   */
  DifferenceCodes(int[] counts, byte[] values) {
    this.values = values;
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      offsets[length] = place - code;
      code += counts[length - 1];
      place += counts[length - 1];
      ends[length] = code;
      code <<= 1;
    }
  }

  /** Returns the next difference. */
  int difference(EntropyBits bits) throws UnreadableBytes {
    int size = size(bits);
    if (size == 0) {
      return 0;
    }
    if (size == LONGEST) {
      return 1 << LONGEST - 1;
    }
    int value = bits.bits(size);
    return value >> size - 1 == 0 ? value - (1 << size) + 1 : value;
  }

  private int size(EntropyBits bits) throws UnreadableBytes {
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | bits.bit();
      if (code < ends[length]) {
        int place = code + offsets[length];
        if (place >= 0 && place < values.length && values[place] >= 0 && values[place] <= LONGEST) {
          return values[place];
        }
        break;
      }
    }
    throw new UnreadableBytes("damaged JPEG: a code stands for nothing");
  }
}
