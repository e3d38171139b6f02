package org.fedmas.images.codec;

import org.fedmas.images.header.UnreadableBytes;

/**
 * The compression of GIF files: codes of 3 to 12 bits, lowest bit first, in blocks of at most 255
 * bytes. A code stands for a known string of palette indices.
 */
final class GifCodes {

  private static final int MOST_CODES = 4096;

  private final byte[] file;
  private int position;
  private int blockLeft;
  private int buffer;
  private int bufferBits;

  /** The last index of each string, and the code of the string before it. */
  private final byte[] last = new byte[MOST_CODES];

  private final short[] before = new short[MOST_CODES];
  private final byte[] reversed = new byte[MOST_CODES + 1];

  GifCodes(byte[] file, int position) {
    this.file = file;
    this.position = position;
  }

  /** Returns so many palette indices. */
  byte[] indices(int count) throws UnreadableBytes {
    int rootBits = next();
    if (rootBits < 1 || rootBits > 11) {
      throw new UnreadableBytes("damaged GIF: its codes start with " + rootBits + " bits");
    }
    int clear = 1 << rootBits;
    for (int i = 0; i < clear; i++) {
      last[i] = (byte) i;
    }
    byte[] out = new byte[count];
    int done = 0;
    int bits = rootBits + 1;
    int known = clear + 2;
    int previous = -1;
    int first = 0;
    while (done < count) {
      int code = code(bits);
      if (code == clear) {
        bits = rootBits + 1;
        known = clear + 2;
        previous = -1;
        continue;
      }
      if (code == clear + 1) {
        throw new UnreadableBytes("damaged GIF: its data ends before the last row");
      }
      if (previous < 0 ? code > clear : code > known) {
        throw new UnreadableBytes("damaged GIF: a code stands for an unknown string");
      }
      int length = 0;
      int part = code;
      if (code == known && previous >= 0) {
        reversed[length++] = (byte) first;
        part = previous;
      }
      while (part >= clear) {
        reversed[length++] = last[part];
        part = before[part];
      }
      first = part;
      reversed[length++] = (byte) part;
      while (length > 0 && done < count) {
        out[done++] = reversed[--length];
      }
      if (previous >= 0 && known < MOST_CODES) {
        last[known] = (byte) first;
        before[known] = (short) previous;
        known++;
        if (known == 1 << bits && bits < 12) {
          bits++;
        }
      }
      previous = code;
    }
    return out;
  }

  private int code(int bits) throws UnreadableBytes {
    while (bufferBits < bits) {
      while (blockLeft == 0) {
        blockLeft = next();
        if (blockLeft == 0) {
          throw new UnreadableBytes("damaged GIF: its data ends before the last row");
        }
      }
      buffer |= next() << bufferBits;
      bufferBits += 8;
      blockLeft--;
    }
    int code = buffer & (1 << bits) - 1;
    buffer >>>= bits;
    bufferBits -= bits;
    return code;
  }

  private int next() throws UnreadableBytes {
    if (position >= file.length) {
      throw new UnreadableBytes("cut short: the GIF data ends after " + file.length + " bytes");
    }
    return file[position++] & 0xFF;
  }
}
