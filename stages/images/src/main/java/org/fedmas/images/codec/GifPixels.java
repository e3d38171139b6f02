package org.fedmas.images.codec;

import java.util.Arrays;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.GifHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The decoder of the first frame of GIF files, on its screen. */
public final class GifPixels {

  /** First row and step of the four passes of an interlaced frame. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private static final int[][] ONE_PASS = {{0, 1}};

  private GifPixels() {}

  /**
   * Decodes a file.
   *
   * @throws UnreadableBytes if the data is cut short or damaged
   */
  public static RgbImage decode(byte[] file, GifHeader header) throws UnreadableBytes {
    ImageSize frame = header.frame();
    byte[] indices = new GifCodes(file, header.data()).indices((int) frame.pixels());
    int width = header.size().width();
    byte[] screen = new byte[(int) header.size().pixels()];
    Arrays.fill(screen, (byte) header.transparent().orElse(0));
    int row = 0;
    for (int[] pass : header.interlaced() ? PASSES : ONE_PASS) {
      for (int y = pass[0]; y < frame.height(); y += pass[1]) {
        int to = (header.top() + y) * width + header.left();
        System.arraycopy(indices, row++ * frame.width(), screen, to, frame.width());
      }
    }
    byte[] pixels = new byte[screen.length * RgbImage.CHANNELS];
    int o = 0;
    for (byte index : screen) {
      int colour = header.palette()[index & 0xFF];
      pixels[o++] = (byte) (colour >> 16);
      pixels[o++] = (byte) (colour >> 8);
      pixels[o++] = (byte) colour;
    }
    return new RgbImage(width, header.size().height(), pixels);
  }
}
