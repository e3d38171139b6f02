package org.fedmas.images.codec.tiff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.fedmas.images.ImageSize;
import org.fedmas.images.codec.PackedRuns;
import org.fedmas.images.header.TiffCoding;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The decompression of strips and tiles. */
final class SegmentData {

  private final TiffHeader header;
  private final List<String> warnings;

  SegmentData(TiffHeader header, List<String> warnings) {
    this.header = header;
    this.warnings = warnings;
  }

  /**
   * Returns the bytes of a segment's values, row by row; each row starts with a new byte.
   *
   * @param packed the segment's data, which may be changed
   * @param size width and height of the segment
   * @param samples values of each pixel in the segment
   * @throws UnreadableBytes if the data holds less than the segment
   */
  byte[] unpacked(byte[] packed, ImageSize size, int samples) throws UnreadableBytes {
    TiffCoding coding = header.coding();
    if (coding.compression() == TiffCoding.Compression.JPEG) {
      return new JpegSegment(header, warnings).values(packed, size, samples);
    }
    if (coding.reversedBits()) {
      reverseBits(packed);
    }
    int bits = header.samples().bits();
    int stride = SampleRows.stride(Math.multiplyExact(size.width(), samples), bits);
    long bytes = (long) stride * size.height();
    if (bytes > Integer.MAX_VALUE - 8 || bytes > mostBytes(coding.compression(), packed.length)) {
      throw new UnreadableBytes(
          "damaged TIFF: a strip or tile of %s bytes cannot hold the %s that it states"
              .formatted(packed.length, bytes));
    }
    byte[] values =
        switch (coding.compression()) {
          case LZW -> new LzwCodes(packed).bytes((int) bytes);
          case DEFLATE -> inflated(packed, (int) bytes);
          case PACK_BITS -> PackedRuns.bytes(packed, 0, packed.length, (int) bytes);
          default -> packed;
        };
    if (values.length < bytes) {
      throw new UnreadableBytes(
          "damaged TIFF: a strip or tile has %s bytes of %s".formatted(values.length, bytes));
    }
    if (coding.predictor() > 1) {
      new Differences(header.order(), bits, samples, stride).undo(values, coding.predictor());
    }
    return values;
  }

  /**
   * Returns more bytes than the data can unpack to, so that a false size costs no memory. The
   * longest string of an LZW code has 3,838 bytes, deflate reaches 1,032 times, PackBits 64 times.
   */
  private static long mostBytes(TiffCoding.Compression compression, int packed) {
    long times =
        switch (compression) {
          case LZW -> 4096;
          case DEFLATE -> 1100;
          case PACK_BITS -> 64;
          default -> Integer.MAX_VALUE;
        };
    return times * packed;
  }

  private static byte[] inflated(byte[] packed, int count) throws UnreadableBytes {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new UnreadableBytes("damaged TIFF: its deflated data is wrong or ends early", e);
    }
  }

  private static void reverseBits(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24);
    }
  }
}
