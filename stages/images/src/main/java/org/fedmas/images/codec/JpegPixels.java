package org.fedmas.images.codec;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The JDK's JPEG decoder up to the stored components; colours are converted here. */
public final class JpegPixels {

  private JpegPixels() {}

  /**
   * Decodes a file.
   *
   * @param warnings receives the reader's warnings about data that it could decode nevertheless
   * @throws UnreadableBytes if the file is cut short or its pixels are damaged
   */
  public static RgbImage decode(byte[] file, JpegHeader header, List<String> warnings)
      throws UnreadableBytes {
    byte[] components = components(file, header, warnings);
    ImageSize size = header.size();
    return new RgbImage(
        size.width(), size.height(), JpegColours.toRgb(components, header.colours()));
  }

  /**
   * Returns the components of a file as stored, [height, width, components].
   *
   * @param warnings receives the reader's warnings about data that it could decode nevertheless
   * @throws UnreadableBytes if the file is cut short or its pixels are damaged
   */
  public static byte[] components(byte[] file, JpegHeader header, List<String> warnings)
      throws UnreadableBytes {
    BytesInput input = new BytesInput(file);
    ImageReader reader = PlatformReader.of("jpeg");
    Raster raster;
    try {
      reader.setInput(input, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      raster = reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      Optional<byte[]> bare =
          e instanceof IIOException ? JpegHeader.withoutProfile(file) : Optional.empty();
      if (bare.isPresent()) {
        // the reader also refuses files for their colour profiles, which do not apply here
        return components(bare.get(), header, warnings);
      }
      // the reader throws unchecked exceptions, too, where a damaged header misleads it
      throw new UnreadableBytes(
          input.exhausted() ? "cut short" : "damaged or unsupported JPEG: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
    if (input.exhausted()) {
      throw new UnreadableBytes("cut short: the JPEG data ends after " + file.length + " bytes");
    }
    Optional<String> damage = warnings.stream().filter(JpegPixels::isDamage).findFirst();
    if (damage.isPresent()) {
      throw new UnreadableBytes("damaged: " + damage.get());
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
   * Returns whether a warning means that pixels were invented for missing or garbled data. Bytes
   * between segments, unknown version numbers and the like do not change a pixel.
   */
  private static boolean isDamage(String warning) {
    return warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes");
  }
}
