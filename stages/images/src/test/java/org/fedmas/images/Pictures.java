package org.fedmas.images;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/** Small pictures and files made on the spot. */
public final class Pictures {

  private Pictures() {}

  /** Returns every value drawn on its own. */
  public static RgbImage noise(int width, int height, long seed) {
    RandomStream stream = RandomKey.of(seed).with("noise").stream();
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) stream.below(256);
    }
    return new RgbImage(width, height, pixels);
  }

  /** Slow changes, as in a photograph. */
  public static RgbImage smooth(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double wave = StrictMath.sin(0.05 * x + c) * StrictMath.cos(0.04 * y - c);
          pixels[(y * width + x) * 3 + c] = (byte) (int) (128 + 100 * wave);
        }
      }
    }
    return new RgbImage(width, height, pixels);
  }

  public static BufferedImage buffered(RgbImage image, int type) {
    BufferedImage buffered = new BufferedImage(image.width(), image.height(), type);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int rgb = image.value(x, y, 0) << 16 | image.value(x, y, 1) << 8 | image.value(x, y, 2);
        buffered.setRGB(x, y, 0xFF000000 | rgb);
      }
    }
    return buffered;
  }

  public static byte[] jpeg(BufferedImage image, boolean progressive) {
    return jpeg(new IIOImage(image, null, null), progressive);
  }

  /** Returns a JPEG whose components are these four, without any marker. */
  public static byte[] fourComponents(byte[] values, int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    raster.setDataElements(0, 0, width, height, values);
    return jpeg(new IIOImage(raster, null, null), false);
  }

  private static byte[] jpeg(IIOImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Returns a PNG file with these scan lines, each led by its filter byte. */
  public static byte[] png(int width, int height, int bitDepth, int colourType, byte[] lines) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bitDepth).put((byte) colourType);
    file.writeBytes(pngChunk("IHDR", header.array()));
    Deflater deflater = new Deflater();
    deflater.setInput(lines);
    deflater.finish();
    byte[] packed = new byte[lines.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    file.writeBytes(pngChunk("IDAT", Arrays.copyOf(packed, length)));
    file.writeBytes(pngChunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  public static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the JDK makes of a file when it decides on colours by itself. */
  public static RgbImage byThePlatform(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    byte[] pixels = new byte[image.getWidth() * image.getHeight() * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      int pixel = i / 3;
      int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
      pixels[i] = (byte) (rgb >> 16);
      pixels[i + 1] = (byte) (rgb >> 8);
      pixels[i + 2] = (byte) rgb;
    }
    return new RgbImage(image.getWidth(), image.getHeight(), pixels);
  }

  /** Returns mean absolute difference in grey levels. */
  public static double difference(RgbImage a, RgbImage b) {
    if (!a.size().equals(b.size())) {
      throw new IllegalArgumentException(a + " and " + b);
    }
    long sum = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      sum += Math.abs((a.pixels()[i] & 0xFF) - (b.pixels()[i] & 0xFF));
    }
    return (double) sum / a.pixels().length;
  }

  private static byte[] pngChunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, data.length + 4);
    return chunk.putInt((int) checksum.getValue()).array();
  }
}
