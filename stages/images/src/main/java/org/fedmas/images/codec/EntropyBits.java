package org.fedmas.images.codec;

import org.fedmas.images.header.UnreadableBytes;

/** The bits of a JPEG scan, in which a zero follows each byte of 255 that is not a marker. */
final class EntropyBits {

  private static final int RESTART_FIRST = 0xD0;
  private static final int RESTART_LAST = 0xD7;

  private final byte[] file;
  private int position;
  private int buffer;
  private int held;

  EntropyBits(byte[] file, int position) {
    this.file = file;
    this.position = position;
  }

  /** Returns the next bit. */
  int bit() throws UnreadableBytes {
    if (held == 0) {
      buffer = next();
      held = 8;
    }
    return buffer >> --held & 1;
  }

  /** Returns a number of so many bits, the highest first. */
  int bits(int count) throws UnreadableBytes {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Drops the rest of a byte and the marker behind it. */
  void restart() throws UnreadableBytes {
    held = 0;
    if (position + 1 >= file.length
        || (file[position] & 0xFF) != 0xFF
        || (file[position + 1] & 0xFF) < RESTART_FIRST
        || (file[position + 1] & 0xFF) > RESTART_LAST) {
      throw new UnreadableBytes("damaged JPEG: a restart is missing");
    }
    position += 2;
  }

  private int next() throws UnreadableBytes {
    if (position >= file.length) {
      throw new UnreadableBytes("cut short: the JPEG data ends after " + file.length + " bytes");
    }
    int value = file[position++] & 0xFF;
    if (value == 0xFF) {
      if (position >= file.length || file[position] != 0) {
        throw new UnreadableBytes("damaged JPEG: its data ends before the last row");
      }
      position++;
    }
    return value;
  }
}
