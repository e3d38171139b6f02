package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/**
 * Blends {@code d + f·(x − d)} in float32, truncated to bytes; clipped to 0…255 where f is outside
 * [0, 1].
 */
final class Blend {

  private Blend() {}

  /** Returns the picture blended with one grey level. */
  static RgbImage with(RgbImage image, int level, float factor) {
    byte[] table = new byte[256];
    for (int value = 0; value < 256; value++) {
      table[value] = blend(level, value, factor);
    }
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = table[in[i] & 0xFF];
    }
    return new RgbImage(image.width(), image.height(), out);
  }

  /** Returns the picture blended with its own grey levels. */
  static RgbImage withGrey(RgbImage image, float factor) {
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i += RgbImage.CHANNELS) {
      int grey = Luma.of(in, i);
      out[i] = blend(grey, in[i] & 0xFF, factor);
      out[i + 1] = blend(grey, in[i + 1] & 0xFF, factor);
      out[i + 2] = blend(grey, in[i + 2] & 0xFF, factor);
    }
    return new RgbImage(image.width(), image.height(), out);
  }

  private static byte blend(int other, int value, float factor) {
    float blended = other + factor * (value - other);
    return (byte) Math.max(0, Math.min(255, (int) blended));
  }
}
