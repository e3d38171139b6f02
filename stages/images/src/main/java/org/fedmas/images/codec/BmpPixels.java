package org.fedmas.images.codec;

import org.fedmas.images.RgbImage;
import org.fedmas.images.header.BmpHeader;
import org.fedmas.images.header.UnreadableBytes;

/** The decoder of bitmaps: plain pixels of 1 to 32 bits, and runs of palette colours. */
public final class BmpPixels {

  private BmpPixels() {}

  /**
   * Decodes a file.
   *
   * @throws UnreadableBytes if runs end before the last pixel
   */
  public static RgbImage decode(byte[] file, BmpHeader header) throws UnreadableBytes {
    int width = header.size().width();
    int height = header.size().height();
    byte[] pixels = new byte[(int) header.size().pixels() * RgbImage.CHANNELS];
    byte[] indices =
        header.packing() == BmpHeader.Packing.PLAIN
            ? new byte[0]
            : new BmpRuns(file, header).indices();
    for (int y = 0; y < height; y++) {
      int row = header.topDown() ? y : height - 1 - y;
      int o = row * width * RgbImage.CHANNELS;
      for (int x = 0; x < width; x++) {
        int colour =
            indices.length > 0
                ? header.palette()[indices[y * width + x] & 0xFF]
                : colour(file, header, header.pixels() + y * header.stride(), x);
        pixels[o++] = (byte) (colour >> 16);
        pixels[o++] = (byte) (colour >> 8);
        pixels[o++] = (byte) colour;
      }
    }
    return new RgbImage(width, height, pixels);
  }

  /** Returns a pixel as 0xRRGGBB. */
  private static int colour(byte[] file, BmpHeader header, long row, int x) {
    int bits = header.bits();
    if (bits <= 8) {
      int shift = 8 - bits - x * bits % 8;
      int value = (file[(int) (row + (long) x * bits / 8)] & 0xFF) >> shift;
      return header.palette()[value & (1 << bits) - 1];
    }
    int bytes = bits / 8;
    int from = (int) (row + (long) x * bytes);
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (file[from + i] & 0xFF) << 8 * i;
    }
    int[] masks = header.masks();
    return channel(value, masks[0]) << 16
        | channel(value, masks[1]) << 8
        | channel(value, masks[2]);
  }

  /** Returns the bits of a mask, stretched to 0…255 with decimals dropped, as Pillow does it. */
  private static int channel(int value, int mask) {
    int shift = Integer.numberOfTrailingZeros(mask);
    int most = mask >>> shift;
    return ((value & mask) >>> shift) * 255 / most;
  }
}
