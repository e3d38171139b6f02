package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/** Grey levels by the weights of ITU-R 601, in the fixed point of the Pillow library. */
final class Luma {

  private Luma() {}

  /** Returns the grey level of the pixel whose red byte lies at this index, 0…255. */
  static int of(byte[] pixels, int red) {
    int weighted =
        19595 * (pixels[red] & 0xFF)
            + 38470 * (pixels[red + 1] & 0xFF)
            + 7471 * (pixels[red + 2] & 0xFF);
    return (weighted + 0x8000) >> 16;
  }

  /** Returns the mean grey level, rounded half up. */
  static int mean(RgbImage image) {
    byte[] pixels = image.pixels();
    long sum = 0;
    for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
      sum += of(pixels, i);
    }
    return (int) ((double) sum / image.size().pixels() + 0.5);
  }

  /** Returns the picture without colour. */
  static RgbImage grey(RgbImage image) {
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i += RgbImage.CHANNELS) {
      byte grey = (byte) of(in, i);
      out[i] = grey;
      out[i + 1] = grey;
      out[i + 2] = grey;
    }
    return new RgbImage(image.width(), image.height(), out);
  }
}
