package org.fedmas.images.codec.tiff;

import java.util.Arrays;
import org.fedmas.images.header.UnreadableBytes;

/** Data compressed by TIFF's LZW: codes of 9 to 12 bits, highest bit first. */
final class LzwCodes {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_STRING = 258;
  private static final int MOST_CODES = 4096;
  private static final int FEWEST_BITS = 9;
  private static final int MOST_BITS = 12;

  private final byte[] packed;
  private long position;

  /** The place of each string in the output, where it has stood since it became known. */
  private final int[] starts = new int[MOST_CODES];

  private final int[] lengths = new int[MOST_CODES];

  LzwCodes(byte[] packed) {
    this.packed = packed;
  }

  /** Returns the first bytes of the data, fewer where it ends early. */
  byte[] bytes(int count) throws UnreadableBytes {
    byte[] bytes = new byte[count];
    int done = 0;
    int bits = FEWEST_BITS;
    int known = FIRST_STRING;
    int previous = -1;
    while (done < count) {
      int code = code(bits);
      if (code < 0 || code == END) {
        break;
      }
      if (code == CLEAR) {
        bits = FEWEST_BITS;
        known = FIRST_STRING;
        previous = -1;
        continue;
      }
      if (previous < 0 ? code > CLEAR : code > known || known >= MOST_CODES) {
        throw new UnreadableBytes("damaged TIFF: an LZW code stands for an unknown string");
      }
      if (previous >= 0) {
        // the string before, and the first byte of this one, which follows it in the output
        starts[known] = done - length(previous);
        lengths[known] = length(previous) + 1;
        known++;
      }
      int length = length(code);
      if (code < CLEAR) {
        bytes[done++] = (byte) code;
      } else {
        int from = starts[code];
        for (int i = 0; i < length && done < count; i++) {
          bytes[done++] = bytes[from + i];
        }
      }
      // one code earlier than necessary, as all writers of TIFF do
      if (known >= (1 << bits) - 1 && bits < MOST_BITS) {
        bits++;
      }
      previous = code;
    }
    return done == count ? bytes : Arrays.copyOf(bytes, done);
  }

  private int length(int code) {
    return code < CLEAR ? 1 : lengths[code];
  }

  /** Returns the next code; −1 at the end of the data. */
  private int code(int bits) {
    int code = 0;
    for (int left = bits; left > 0; ) {
      int at = (int) (position >> 3);
      if (at >= packed.length) {
        return -1;
      }
      int free = 8 - (int) (position & 7);
      int taken = Math.min(free, left);
      code = code << taken | (packed[at] & 0xFF) >> free - taken & (1 << taken) - 1;
      position += taken;
      left -= taken;
    }
    return code;
  }
}
