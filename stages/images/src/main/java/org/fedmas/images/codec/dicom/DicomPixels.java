package org.fedmas.images.codec.dicom;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.fedmas.images.RgbImage;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.DicomSyntax;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The decoder of single-frame DICOM pictures. */
public final class DicomPixels {

  private DicomPixels() {}

  /**
   * Decodes a file.
   *
   * @param window the range of grey values of more than 8 bits, after slope and intercept
   * @param warnings receives warnings about JPEG data that could be decoded nevertheless
   * @throws UnreadableBytes if the data is cut short or damaged
   */
  public static RgbImage decode(
      byte[] file, DicomHeader header, Optional<ValueWindow> window, List<String> warnings)
      throws UnreadableBytes {
    byte[] plain = plain(file, header, warnings);
    byte[] rgb =
        switch (header.colours()) {
          case BLACK_IS_LOW, WHITE_IS_LOW -> grey(plain, header, new GreyLevels(header, window));
          case PALETTE -> lookedUp(plain, header);
          default -> colours(plain, header);
        };
    return new RgbImage(header.size().width(), header.size().height(), rgb);
  }

  /** Returns values as files without compression hold them, pixel by pixel. */
  private static byte[] plain(byte[] file, DicomHeader header, List<String> warnings)
      throws UnreadableBytes {
    if (header.syntax() == DicomSyntax.PLAIN) {
      int from = (int) header.data().position();
      byte[] plain = Arrays.copyOfRange(file, from, from + (int) header.plainBytes());
      boolean planes =
          header.planar()
              && header.colours().components > 1
              && header.colours() != DicomHeader.Colours.YCBCR_422;
      return planes ? interleaved(plain) : plain;
    }
    byte[] packed = Fragments.joined(file, header);
    return switch (header.syntax()) {
      case RUNS -> RunSegments.plain(packed, header);
      case JPEG -> new InnerPictures(header).jpeg(packed, warnings);
      case JPEG_LOSSLESS -> new InnerPictures(header).losslessJpeg(packed);
      default -> new InnerPictures(header).jpeg2000(packed);
    };
  }

  private static byte[] interleaved(byte[] planes) {
    int count = planes.length / RgbImage.CHANNELS;
    byte[] pixels = new byte[planes.length];
    for (int i = 0, o = 0; i < count; i++) {
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        pixels[o++] = planes[c * count + i];
      }
    }
    return pixels;
  }

  private static byte[] grey(byte[] plain, DicomHeader header, IntUnaryOperator levels) {
    StoredValues values = new StoredValues(plain, header);
    byte[] rgb = new byte[(int) header.size().pixels() * RgbImage.CHANNELS];
    for (int i = 0, o = 0; o < rgb.length; i++) {
      byte level = (byte) levels.applyAsInt(values.value(i));
      rgb[o++] = level;
      rgb[o++] = level;
      rgb[o++] = level;
    }
    return rgb;
  }

  private static byte[] lookedUp(byte[] plain, DicomHeader header) {
    StoredValues values = new StoredValues(plain, header);
    byte[] rgb = new byte[(int) header.size().pixels() * RgbImage.CHANNELS];
    for (int i = 0, o = 0; o < rgb.length; i++) {
      int colour = header.palette().colour(values.value(i));
      rgb[o++] = (byte) (colour >> 16);
      rgb[o++] = (byte) (colour >> 8);
      rgb[o++] = (byte) colour;
    }
    return rgb;
  }

  private static byte[] colours(byte[] plain, DicomHeader header) {
    boolean shared =
        header.colours() == DicomHeader.Colours.YCBCR_422 && header.syntax() == DicomSyntax.PLAIN;
    boolean converts =
        header.colours() == DicomHeader.Colours.YCBCR
            || header.colours() == DicomHeader.Colours.YCBCR_422;
    byte[] values = shared ? unshared(plain) : plain;
    return converts ? JpegColours.toRgb(values, JpegHeader.Colours.YCBCR) : values;
  }

  /** Repeats the colour that two pixels share: brightness, brightness, blue, red. */
  private static byte[] unshared(byte[] pairs) {
    byte[] values = new byte[pairs.length / 2 * RgbImage.CHANNELS];
    for (int i = 0, o = 0; o < values.length; i += 4) {
      for (int pixel = 0; pixel < 2 && o < values.length; pixel++) {
        values[o++] = pairs[i + pixel];
        values[o++] = pairs[i + 2];
        values[o++] = pairs[i + 3];
      }
    }
    return values;
  }
}
