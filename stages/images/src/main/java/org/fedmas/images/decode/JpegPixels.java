package org.fedmas.images.decode;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/** Decodes JPEG through the JDK, up to the stored components; colours are our own business. */
public final class JpegPixels {

  private JpegPixels() {}

  public static RgbImage decode(byte[] file, JpegHeader header) throws UnreadableBytes {
    byte[] components = components(file, header);
    ImageSize size = header.size();
    return new RgbImage(
        size.width(), size.height(), JpegColours.toRgb(components, header.colours()));
  }

  /** [height, width, components], as stored. */
  private static byte[] components(byte[] file, JpegHeader header) throws UnreadableBytes {
    BytesInput input = new BytesInput(file);
    List<String> damage = new ArrayList<>();
    ImageReader reader = PlatformReader.of("jpeg");
    Raster raster;
    try {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener((source, warning) -> noteDamage(warning, damage));
      raster = reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      // the reader throws unchecked exceptions, too, where a damaged header misleads it
      throw new UnreadableBytes(
          input.exhausted() ? "cut short" : "damaged or unsupported JPEG: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
    if (input.exhausted()) {
      throw new UnreadableBytes("cut short: the JPEG data ends after " + file.length + " bytes");
    }
    if (!damage.isEmpty()) {
      throw new UnreadableBytes("damaged: " + damage.get(0));
    }
    ImageSize size = header.size();
    int expected = Math.multiplyExact((int) size.pixels(), header.colours().components);
    byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
    if (raster.getWidth() != size.width() || data.length != expected) {
      throw new UnreadableBytes(
          "damaged: the JPEG holds several frames that contradict each other");
    }
    return data;
  }

  /**
   * The library invents pixels where data is missing or garbled and merely warns. Bytes between
   * segments, odd version numbers and the like change no pixel and are let through.
   */
  private static void noteDamage(String warning, List<String> damage) {
    if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes")) {
      damage.add(warning);
    }
  }
}
