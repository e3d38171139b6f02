package org.fedmas.images.header;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.fedmas.images.ImageSize;

/**
 * The first chunk of a PNG file.
 *
 * @param size width and height
 * @param bitDepth bits per stored value: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 */
public record PngHeader(ImageSize size, int bitDepth, int colourType) implements PictureHeader {

  public static final int GREY = 0;

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;
  private static final int FIRST_CHUNK = 8;

  /** Length, type and checksum around the data of a chunk. */
  private static final int FRAME = 12;

  public static boolean signs(byte[] file) {
    return file.length >= FIRST_CHUNK && ByteBuffer.wrap(file).getLong() == SIGNATURE;
  }

  @Override
  public boolean isMeasured() {
    return bitDepth == 16 && colourType == GREY;
  }

  /** Returns whether a file is a readable PNG of 16-bit grey. */
  public static boolean isDeepGrey(byte[] file) {
    try {
      return of(file).isMeasured();
    } catch (UnreadableBytes e) {
      return false;
    }
  }

  static PngHeader of(byte[] file) throws UnreadableBytes {
    if (file.length < FIRST_CHUNK + FRAME + 13) {
      throw new UnreadableBytes("cut short: the PNG header ends after " + file.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(file);
    if (buffer.getInt(FIRST_CHUNK) != 13 || buffer.getInt(FIRST_CHUNK + 4) != IHDR) {
      throw new UnreadableBytes("damaged: the PNG file does not start with its header");
    }
    int width = buffer.getInt(FIRST_CHUNK + 8);
    int height = buffer.getInt(FIRST_CHUNK + 12);
    if (width < 1 || height < 1) {
      throw new UnreadableBytes(
          "the PNG header states a size of %s×%s"
              .formatted(Integer.toUnsignedString(width), Integer.toUnsignedString(height)));
    }
    return new PngHeader(
        new ImageSize(width, height), file[FIRST_CHUNK + 16] & 0xFF, file[FIRST_CHUNK + 17] & 0xFF);
  }

  /** Checks every chunk's checksum up to the end mark, since the JDK's reader checks neither. */
  public static void checkChunks(byte[] file) throws UnreadableBytes {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int position = FIRST_CHUNK;
    while (true) {
      long length = position + FRAME <= file.length ? buffer.getInt(position) : 0;
      if (position + FRAME + length > file.length) {
        throw new UnreadableBytes("cut short: the PNG data ends after " + file.length + " bytes");
      }
      String type = new String(file, position + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0) {
        throw new UnreadableBytes("damaged: PNG chunk " + type + " has an impossible length");
      }
      CRC32 checksum = new CRC32();
      checksum.update(file, position + 4, (int) length + 4);
      if ((int) checksum.getValue() != buffer.getInt(position + 8 + (int) length)) {
        throw new UnreadableBytes("damaged: PNG chunk " + type + " fails its checksum");
      }
      if (buffer.getInt(position + 4) == IEND) {
        return;
      }
      position += FRAME + (int) length;
    }
  }
}
