package org.fedmas.images.codec;

import java.util.Arrays;
import org.fedmas.images.ImageSize;
import org.fedmas.images.header.HeaderBytes;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.images.header.UnreadableBytes;

/**
 * The lossless process of JPEG with Huffman codes (ITU T.81, annex H), as DICOM files use it: each
 * value is predicted from its neighbours, and the difference is stored.
 */
public final class LosslessJpeg {

  private static final int LOSSLESS_FRAME = 0xC3;
  private static final int TABLES = 0xC4;
  private static final int SCAN = 0xDA;
  private static final int RESTARTS = 0xDD;
  private static final int MOST_COMPONENTS = 4;

  private final HeaderBytes bytes;
  private final DifferenceCodes[] tables = new DifferenceCodes[16];
  private int[] ids = new int[0];
  private ImageSize size = new ImageSize(0, 0);
  private int bits;
  private int restartInterval;
  private int scan;

  private LosslessJpeg(byte[] file) {
    this.bytes = HeaderBytes.big(PictureFormat.JPEG, file);
  }

  /**
   * Reads the segments up to the first scan.
   *
   * @throws UnreadableBytes if the file is of another process or damaged
   */
  public static LosslessJpeg read(byte[] file) throws UnreadableBytes {
    LosslessJpeg jpeg = new LosslessJpeg(file);
    int position = 2;
    while (jpeg.scan == 0) {
      if (jpeg.bytes.u8(position) != 0xFF) {
        throw jpeg.bytes.damaged("its segments do not follow each other");
      }
      int marker = jpeg.bytes.u8(position + 1);
      if (marker == 0xFF) {
        position++;
        continue;
      }
      int length = jpeg.bytes.u16(position + 2);
      jpeg.bytes.require(position + 2, length);
      jpeg.segment(marker, position + 4, position + 2 + length);
      position += 2 + length;
    }
    return jpeg;
  }

  public ImageSize size() {
    return size;
  }

  /** Returns the number of values of a pixel. */
  public int components() {
    return ids.length;
  }

  /** Returns the bits of a value. */
  public int bits() {
    return bits;
  }

  private void segment(int marker, int from, int to) throws UnreadableBytes {
    switch (marker) {
      case LOSSLESS_FRAME -> frame(from);
      case TABLES -> tables(from, to);
      case RESTARTS -> restartInterval = bytes.u16(from);
      case SCAN -> scan = from;
      default -> {
        if (marker >= 0xC0 && marker <= 0xCF) {
          throw bytes.unsupported("another process than the lossless one with Huffman codes");
        }
      }
    }
  }

  private void frame(int from) throws UnreadableBytes {
    bits = bytes.u8(from);
    size = new ImageSize(bytes.u16(from + 3), bytes.u16(from + 1));
    int count = bytes.u8(from + 5);
    if (bits < 2 || bits > 16 || size.pixels() == 0 || count < 1 || count > MOST_COMPONENTS) {
      throw bytes.damaged(
          "its frame is %s of %s components of %s bits".formatted(size, count, bits));
    }
    ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = bytes.u8(from + 6 + 3 * i);
      if (count > 1 && bytes.u8(from + 7 + 3 * i) != 0x11) {
        throw bytes.unsupported("components of different sizes");
      }
    }
  }

  private void tables(int from, int to) throws UnreadableBytes {
    int position = from;
    while (position < to) {
      int number = bytes.u8(position) & 0xF;
      int[] counts = new int[16];
      int sum = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = bytes.u8(position + 1 + i);
        sum += counts[i];
      }
      bytes.require(position + 17, sum);
      byte[] values = Arrays.copyOfRange(bytes.file(), position + 17, position + 17 + sum);
      tables[number] = new DifferenceCodes(counts, values);
      position += 17 + sum;
    }
  }

  /**
   * Returns the values, [height, width, components].
   *
   * @throws UnreadableBytes if the data is cut short or damaged
   */
  public int[] values() throws UnreadableBytes {
    int count = ids.length;
    if (count == 0) {
      throw bytes.damaged("a scan without a frame");
    }
    if (bytes.u8(scan) != count) {
      throw bytes.unsupported("a scan per component");
    }
    DifferenceCodes[] codes = new DifferenceCodes[count];
    for (int i = 0; i < count; i++) {
      DifferenceCodes table = tables[bytes.u8(scan + 2 + 2 * i) >> 4];
      if (bytes.u8(scan + 1 + 2 * i) != ids[i] || table == null) {
        throw bytes.damaged("its scan names components or tables that it lacks");
      }
      codes[i] = table;
    }
    int predictor = bytes.u8(scan + 1 + 2 * count);
    int shift = bytes.u8(scan + 3 + 2 * count) & 0xF;
    if (predictor < 1 || predictor > 7 || shift >= bits) {
      throw bytes.damaged("its predictor is " + predictor);
    }
    int perRow = size.width();
    if (restartInterval % perRow != 0) {
      throw bytes.unsupported("restarts within rows");
    }
    long bitsLeft = 8L * (bytes.length() - scan);
    if (size.pixels() * count > bitsLeft) {
      throw bytes.damaged("%s values of %s components in %s bits".formatted(size, count, bitsLeft));
    }
    int[] values = new int[Math.multiplyExact((int) size.pixels(), count)];
    EntropyBits entropy = new EntropyBits(bytes.file(), scan + 4 + 2 * count);
    int rowsPerRestart = restartInterval / perRow;
    for (int y = 0; y < size.height(); y++) {
      boolean fresh = y == 0 || (rowsPerRestart > 0 && y % rowsPerRestart == 0);
      if (fresh && y > 0) {
        entropy.restart();
      }
      for (int x = 0; x < perRow; x++) {
        for (int c = 0; c < count; c++) {
          int at = (y * perRow + x) * count + c;
          int predicted = predicted(values, at, x, fresh, predictor, shift);
          values[at] = predicted + codes[c].difference(entropy) & 0xFFFF;
        }
      }
    }
    for (int i = 0; i < values.length && shift > 0; i++) {
      values[i] <<= shift;
    }
    return values;
  }

  private int predicted(int[] values, int at, int x, boolean fresh, int predictor, int shift) {
    int left = at - ids.length;
    int above = at - ids.length * size.width();
    if (fresh) {
      return x == 0 ? 1 << bits - shift - 1 : values[left];
    }
    if (x == 0) {
      return values[above];
    }
    int a = values[left];
    int b = values[above];
    int c = values[above - ids.length];
    return switch (predictor) {
      case 1 -> a;
      case 2 -> b;
      case 3 -> c;
      case 4 -> a + b - c;
      case 5 -> a + (b - c >> 1);
      case 6 -> b + (a - c >> 1);
      default -> a + b >> 1;
    };
  }
}
