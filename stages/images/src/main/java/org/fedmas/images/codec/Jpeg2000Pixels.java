package org.fedmas.images.codec;

import java.util.Optional;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.Jpeg2000Header;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The decoder of JPEG 2000 by OpenJPEG; alpha is dropped, and colour profiles do not apply. */
public final class Jpeg2000Pixels {

  private static final int YCBCR = 3;

  private Jpeg2000Pixels() {}

  /**
   * Decodes a file.
   *
   * @param window the range of grey values of more than 8 bits
   * @throws UnreadableBytes if the data is cut short or damaged
   */
  public static RgbImage decode(byte[] file, Jpeg2000Header header, Optional<ValueWindow> window)
      throws UnreadableBytes {
    return new OpenJpeg(file).decode(header, picture -> pixels(picture, header, window));
  }

  private static RgbImage pixels(
      OpenJpeg.Picture picture, Jpeg2000Header header, Optional<ValueWindow> window) {
    int width = header.size().width();
    int height = header.size().height();
    boolean colour = picture.components() >= RgbImage.CHANNELS;
    GreyScale scale =
        header.isMeasured() && window.isPresent() && !colour
            ? GreyScale.of(window.get())
            : picture.scale();
    byte[] pixels = new byte[(int) header.size().pixels() * RgbImage.CHANNELS];
    int[][] rows = new int[RgbImage.CHANNELS][width];
    for (int y = 0, o = 0; y < height; y++) {
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        picture.read(colour ? c : 0, y, rows[c]);
      }
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < RgbImage.CHANNELS; c++) {
          pixels[o++] = (byte) scale.level(rows[c][x]);
        }
      }
    }
    boolean converted = colour && picture.colours() == YCBCR;
    return new RgbImage(
        width, height, converted ? JpegColours.toRgb(pixels, JpegHeader.Colours.YCBCR) : pixels);
  }

  /** Returns the values of all components, [height, width, components], as stored. */
  public static int[] values(byte[] file, Jpeg2000Header header) throws UnreadableBytes {
    return new OpenJpeg(file)
        .decode(
            header,
            picture -> {
              int width = header.size().width();
              int count = picture.components();
              int[] values = new int[(int) header.size().pixels() * count];
              int[] row = new int[width];
              for (int y = 0; y < header.size().height(); y++) {
                for (int c = 0; c < count; c++) {
                  picture.read(c, y, row);
                  for (int x = 0; x < width; x++) {
                    values[(y * width + x) * count + c] = row[x];
                  }
                }
              }
              return values;
            });
  }
}
