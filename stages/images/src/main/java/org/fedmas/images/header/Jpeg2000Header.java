package org.fedmas.images.header;

import org.fedmas.images.ImageSize;

/**
 * The size segment of a JPEG 2000 codestream, alone or in a JP2 file.
 *
 * @param size width and height
 * @param components number of components
 * @param bits bits per value of the first component
 * @param signed whether its values have a sign
 * @param boxed whether the codestream lies in a JP2 file
 */
public record Jpeg2000Header(
    ImageSize size, int components, int bits, boolean signed, boolean boxed)
    implements PictureHeader {

  private static final String SIGNATURE = "\0\0\0\fjP  \r\n\u0087\n";
  private static final String CODESTREAM = "\u00FFO\u00FFQ";
  private static final int LARGEST_BITS = 31;

  /** The most tiles of a picture; programs write a few hundred, and each takes memory. */
  private static final long MOST_TILES = 65_535;

  @Override
  public boolean isMeasured() {
    return bits > 8 && components < 3;
  }

  /** Returns whether a file starts like one of this format. */
  public static boolean signs(byte[] file) {
    HeaderBytes bytes = HeaderBytes.big(PictureFormat.JPEG_2000, file);
    return bytes.has(0, CODESTREAM) || bytes.has(0, SIGNATURE);
  }

  /**
   * Reads the header.
   *
   * @throws UnreadableBytes if no codestream is found, or its sizes contradict each other
   */
  public static Jpeg2000Header of(byte[] file) throws UnreadableBytes {
    HeaderBytes bytes = HeaderBytes.big(PictureFormat.JPEG_2000, file);
    boolean boxed = !bytes.has(0, CODESTREAM);
    long at = boxed ? codestream(bytes) : 0;
    if (!bytes.has(at, CODESTREAM)) {
      throw bytes.damaged("its codestream does not start with a size");
    }
    long segment = at + 4;
    long right = bytes.u32(segment + 4);
    long bottom = bytes.u32(segment + 8);
    long left = bytes.u32(segment + 12);
    long top = bytes.u32(segment + 16);
    long tileWidth = bytes.u32(segment + 20);
    long tileHeight = bytes.u32(segment + 24);
    long tileLeft = bytes.u32(segment + 28);
    long tileTop = bytes.u32(segment + 32);
    int components = bytes.u16(segment + 36);
    if (right <= left || bottom <= top || right - left > 1L << 30 || bottom - top > 1L << 30) {
      throw bytes.damaged(
          "the header states a size of %s×%s".formatted(right - left, bottom - top));
    }
    if (components < 1 || components > 4) {
      throw bytes.unsupported(components + " components");
    }
    if (tileWidth == 0 || tileHeight == 0 || tileLeft > left || tileTop > top) {
      throw bytes.damaged("its tiles do not cover the picture");
    }
    long tiles =
        ((right - tileLeft + tileWidth - 1) / tileWidth)
            * ((bottom - tileTop + tileHeight - 1) / tileHeight);
    if (tiles > MOST_TILES) {
      throw bytes.damaged("it claims " + tiles + " tiles");
    }
    int depth = bytes.u8(segment + 38);
    for (int i = 0; i < components; i++) {
      long component = segment + 38 + 3L * i;
      if (bytes.u8(component + 1) != 1 || bytes.u8(component + 2) != 1) {
        throw bytes.unsupported("components of different sizes");
      }
      if (bytes.u8(component) != depth) {
        throw bytes.unsupported("components of different depths");
      }
    }
    int bits = (depth & 0x7F) + 1;
    if (bits > LARGEST_BITS) {
      throw bytes.unsupported(bits + " bits per value");
    }
    return new Jpeg2000Header(
        new ImageSize((int) (right - left), (int) (bottom - top)),
        components,
        bits,
        (depth & 0x80) != 0,
        boxed);
  }

  /** Returns the position of the codestream in a JP2 file. */
  private static long codestream(HeaderBytes bytes) throws UnreadableBytes {
    long at = 0;
    while (!bytes.has(at + 4, "jp2c")) {
      long length = bytes.u32(at);
      if (length == 1) {
        length = bytes.s64(at + 8);
      }
      if (length < 8 || length > bytes.length()) {
        throw bytes.damaged("a box of its file has an impossible length");
      }
      at += length;
    }
    return at + (bytes.u32(at) == 1 ? 16 : 8);
  }
}
