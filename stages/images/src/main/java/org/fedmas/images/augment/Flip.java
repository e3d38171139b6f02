package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/** The mirroring of pictures. */
public final class Flip {

  private Flip() {}

  /** Returns the mirrored picture; the given object if no direction is asked for. */
  public static RgbImage apply(RgbImage image, boolean horizontal, boolean vertical) {
    if (!horizontal && !vertical) {
      return image;
    }
    int width = image.width();
    int height = image.height();
    int row = width * RgbImage.CHANNELS;
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int y = 0; y < height; y++) {
      int from = (vertical ? height - 1 - y : y) * row;
      if (horizontal) {
        mirrorRow(in, from, out, y * row, row);
      } else {
        System.arraycopy(in, from, out, y * row, row);
      }
    }
    return new RgbImage(width, height, out);
  }

  private static void mirrorRow(byte[] in, int from, byte[] out, int to, int row) {
    int i = from + row - RgbImage.CHANNELS;
    for (int o = to; o < to + row; o += RgbImage.CHANNELS) {
      out[o] = in[i];
      out[o + 1] = in[i + 1];
      out[o + 2] = in[i + 2];
      i -= RgbImage.CHANNELS;
    }
  }
}
