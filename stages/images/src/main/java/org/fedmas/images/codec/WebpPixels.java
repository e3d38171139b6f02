package org.fedmas.images.codec;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.images.header.UnreadableBytes;
import org.fedmas.images.header.WebpHeader;

/** The decoder of WebP by libwebp: lossy or lossless, of an animation the first frame. */
public final class WebpPixels {

  private static final int FILE_HEADER = 12;

  private WebpPixels() {}

  /**
   * Decodes a file. The canvas around a frame is black.
   *
   * @throws UnreadableBytes if the data is cut short or damaged
   */
  public static RgbImage decode(byte[] file, WebpHeader header) throws UnreadableBytes {
    ImageSize frame = header.frame();
    byte[] picture = still(file, header);
    int row = frame.width() * RgbImage.CHANNELS;
    long bytes = (long) row * frame.height();
    byte[] pixels = new byte[(int) header.size().pixels() * RgbImage.CHANNELS];
    try (Memory source = new Memory(picture.length);
        Memory target = new Memory(bytes)) {
      source.write(0, picture, 0, picture.length);
      Pointer decoded =
          BundledNatives.library(PictureFormat.WEBP.title())
              .getFunction("WebPDecodeRGBInto")
              .invokePointer(new Object[] {source, (long) picture.length, target, bytes, row});
      if (decoded == null) {
        throw new UnreadableBytes("damaged or cut short: the WebP data does not decode");
      }
      for (int y = 0; y < frame.height(); y++) {
        int to = (header.top() + y) * header.size().width() + header.left();
        target.read((long) y * row, pixels, to * RgbImage.CHANNELS, row);
      }
    }
    return new RgbImage(header.size().width(), header.size().height(), pixels);
  }

  /** Returns a file of the coded picture alone, without animation and canvas. */
  private static byte[] still(byte[] file, WebpHeader header) {
    ByteBuffer still =
        ByteBuffer.allocate(FILE_HEADER + extended(file, header) + header.length())
            .order(ByteOrder.LITTLE_ENDIAN);
    still.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(still.capacity() - 8);
    still.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    if (extended(file, header) > 0) {
      still.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x10);
      still.put(u24(header.frame().width() - 1)).put(u24(header.frame().height() - 1));
    }
    return still.put(file, header.data(), header.length()).array();
  }

  /** Returns the bytes of the chunk that a picture with separate alpha needs before it. */
  private static int extended(byte[] file, WebpHeader header) {
    return file[header.data()] == 'A' ? 18 : 0;
  }

  private static byte[] u24(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
  }
}
