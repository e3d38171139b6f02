package org.fedmas.images.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.PngHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The JDK's PNG decoder; each stored mode is unpacked from the raster, without profiles. */
public final class PngPixels {

  private PngPixels() {}

  /**
   * Decodes a file.
   *
   * @param window the range of grey values of 16 bits
   * @throws UnreadableBytes if the file is cut short or damaged
   */
  public static RgbImage decode(byte[] file, PngHeader header, Optional<ValueWindow> window)
      throws UnreadableBytes {
    PngHeader.checkChunks(file);
    ImageReader reader = PlatformReader.of("png");
    BufferedImage image;
    try {
      reader.setInput(new BytesInput(file), true, true);
      image = reader.read(0);
    } catch (IOException | RuntimeException e) {
      // the reader throws unchecked exceptions, too, where damaged data misleads it
      throw new UnreadableBytes("damaged or unsupported PNG: " + reason(e), e);
    } finally {
      reader.dispose();
    }
    byte[] pixels = new byte[(int) header.size().pixels() * RgbImage.CHANNELS];
    Raster raster = image.getRaster();
    if (header.isMeasured()) {
      scale(raster, GreyScale.of(window, 16, false), pixels);
    } else if (image.getColorModel() instanceof IndexColorModel palette) {
      lookUp(raster, palette, pixels);
    } else {
      unpack(raster, image.getColorModel(), pixels);
    }
    return new RgbImage(image.getWidth(), image.getHeight(), pixels);
  }

  private static void lookUp(Raster raster, IndexColorModel palette, byte[] pixels) {
    int width = raster.getWidth();
    int[] row = new int[width];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int index : row) {
        int rgb = palette.getRGB(index);
        pixels[o++] = (byte) (rgb >> 16);
        pixels[o++] = (byte) (rgb >> 8);
        pixels[o++] = (byte) rgb;
      }
    }
  }

  private static void scale(Raster raster, GreyScale scale, byte[] pixels) {
    int width = raster.getWidth();
    int[] row = new int[width];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int value : row) {
        byte level = (byte) scale.level(value);
        pixels[o++] = level;
        pixels[o++] = level;
        pixels[o++] = level;
      }
    }
  }

  /** Unpacks grey from band 0 and RGB from bands 0 to 2; further bands are alpha. */
  private static void unpack(Raster raster, ColorModel model, byte[] pixels) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int green = bands >= 3 ? 1 : 0;
    int blue = bands >= 3 ? 2 : 0;
    int shift = Math.max(0, model.getComponentSize(0) - 8);
    int[] row = new int[width * bands];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i += bands) {
        pixels[o++] = (byte) (row[i] >> shift);
        pixels[o++] = (byte) (row[i + green] >> shift);
        pixels[o++] = (byte) (row[i + blue] >> shift);
      }
    }
  }

  private static String reason(Exception e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ", " + e.getCause();
  }
}
