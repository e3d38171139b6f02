package org.fedmas.images.decode;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.fedmas.images.PixelRows;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.PictureHeader;
import org.fedmas.images.header.PngHeader;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.WebpHeader;

/**
 * The orientation of a camera, as EXIF notes it: 1 upright, 2 to 8 mirrored or turned. A note that
 * cannot be parsed counts as upright, as in other software.
 */
final class CameraOrientation {

  static final int UPRIGHT = 1;

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int PNG_EXIF = 0x65584966;

  /** The letters EXIF, the first in the lowest byte. */
  private static final int WEBP_EXIF = 0x46495845;

  private static final int PNG_END = 0x49454E44;

  private CameraOrientation() {}

  /**
   * Returns the orientation in a JPEG's first EXIF segment, a PNG's eXIf chunk, a WebP's EXIF chunk
   * or a TIFF's first directory; upright for other formats.
   */
  static int of(byte[] file, PictureHeader header) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(file);
      if (header instanceof JpegHeader) {
        return ofJpeg(buffer);
      } else if (header instanceof PngHeader) {
        return ofPng(buffer);
      } else if (header instanceof WebpHeader) {
        return ofWebp(buffer.order(ByteOrder.LITTLE_ENDIAN));
      }
      return header instanceof TiffHeader tiff ? tiff.orientation() : UPRIGHT;
    } catch (BufferUnderflowException
        | ArithmeticException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  /** Returns whether width and height change places. */
  static boolean isSideways(int orientation) {
    return orientation >= 5;
  }

  /** Returns the picture as it was seen. */
  static PixelRows upright(PixelRows rows, int orientation) {
    return orientation == UPRIGHT ? rows : new PixelRows.OfImage(turned(rows.image(), orientation));
  }

  private static RgbImage turned(RgbImage image, int orientation) {
    boolean sideways = isSideways(orientation);
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean fromBelow =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int width = sideways ? image.height() : image.width();
    int height = sideways ? image.width() : image.height();
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    int o = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = sideways ? y : x;
        int row = sideways ? x : y;
        int i =
            (fromBelow ? image.height() - 1 - row : row) * image.width()
                + (fromRight ? image.width() - 1 - column : column);
        System.arraycopy(in, i * RgbImage.CHANNELS, out, o, RgbImage.CHANNELS);
        o += RgbImage.CHANNELS;
      }
    }
    return new RgbImage(width, height, out);
  }

  private static int ofJpeg(ByteBuffer file) {
    int position = 2;
    while ((file.get(position) & 0xFF) == 0xFF) {
      int marker = file.get(position + 1) & 0xFF;
      int length = file.getShort(position + 2) & 0xFFFF;
      if (marker == 0xDA) {
        return UPRIGHT;
      }
      int body = position + 4;
      if (marker == 0xE1 && startsWithExif(file, body)) {
        return ofTiff(file.slice(body + EXIF.length, length - 2 - EXIF.length));
      }
      position += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean startsWithExif(ByteBuffer file, int body) {
    byte[] array = file.array();
    return body + EXIF.length <= array.length
        && Arrays.equals(array, body, body + EXIF.length, EXIF, 0, EXIF.length);
  }

  private static int ofPng(ByteBuffer file) {
    int position = 8;
    while (file.getInt(position + 4) != PNG_END) {
      int length = file.getInt(position);
      if (file.getInt(position + 4) == PNG_EXIF) {
        return ofTiff(file.slice(position + 8, length));
      }
      position = Math.addExact(position, Math.addExact(length, 12));
      if (length < 0) {
        return UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static int ofWebp(ByteBuffer file) {
    int position = 12;
    while (file.getInt(position) != WEBP_EXIF) {
      int length = file.getInt(position + 4);
      if (length < 0) {
        return UPRIGHT;
      }
      position = Math.addExact(position, Math.addExact(length + (length & 1), 8));
    }
    int body = position + 8;
    int mark = startsWithExif(file, body) ? EXIF.length : 0;
    return ofTiff(file.slice(body + mark, file.getInt(position + 4) - mark));
  }

  /** Returns the tag in the first directory of a TIFF header. */
  private static int ofTiff(ByteBuffer tiff) {
    int mark = tiff.getShort(0);
    tiff.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG && tiff.getShort(entry + 2) == SHORT) {
        int value = tiff.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
