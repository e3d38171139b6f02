package org.fedmas.images.codec;

import org.fedmas.images.header.BmpHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The run-length coding of bitmaps: pairs of a count and a colour, or of zero and a command. */
final class BmpRuns {

  private static final int END_OF_ROW = 0;
  private static final int END_OF_PICTURE = 1;
  private static final int MOVE = 2;

  private final byte[] file;
  private final BmpHeader header;
  private final int width;
  private final byte[] indices;
  private int position;
  private int done;

  /** Pixels of the row so far; only the command that ends a row sets it back. */
  private int column;

  BmpRuns(byte[] file, BmpHeader header) {
    this.file = file;
    this.header = header;
    this.width = header.size().width();
    this.indices = new byte[(int) header.size().pixels()];
    this.position = (int) header.pixels();
  }

  /**
   * Returns the palette index of each pixel, [height, width], in the order of the file. Pixels that
   * no run covers have index 0.
   */
  byte[] indices() throws UnreadableBytes {
    while (done < indices.length) {
      int count = next();
      int value = next();
      if (count > 0) {
        run(count, value);
      } else if (value == END_OF_ROW) {
        done = (done + width - 1) / width * width;
        column = 0;
      } else if (value == END_OF_PICTURE) {
        break;
      } else if (value == MOVE) {
        long to = (long) done + next();
        done = (int) Math.min(to + (long) next() * width, indices.length);
        column = done % width;
      } else {
        literal(value);
      }
    }
    if (done < indices.length) {
      throw new UnreadableBytes("damaged BMP: its runs end before the last row");
    }
    return indices;
  }

  private void run(int count, int value) {
    for (int i = 0; i < count; i++) {
      put(is4() ? (i % 2 == 0 ? value >> 4 : value & 0xF) : value);
    }
  }

  private void literal(int count) throws UnreadableBytes {
    int start = position;
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (is4()) {
        value = i % 2 == 0 ? next() : value;
        put(i % 2 == 0 ? value >> 4 : value & 0xF);
      } else {
        put(next());
      }
    }
    position += position - start & 1;
  }

  private boolean is4() {
    return header.packing() == BmpHeader.Packing.RUNS_OF_4;
  }

  /** Sets the next pixel; what crosses the end of the row is dropped. */
  private void put(int index) {
    if (column < width && done < indices.length) {
      indices[done++] = (byte) index;
      column++;
    }
  }

  private int next() throws UnreadableBytes {
    if (position >= file.length) {
      throw new UnreadableBytes("cut short: the BMP data ends after " + file.length + " bytes");
    }
    return file[position++] & 0xFF;
  }
}
