package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/**
 * The colour circle in bytes of HSV, turned with the Pillow library's mixture of float32 and
 * float64 steps.
 */
final class HueCircle {

  private HueCircle() {}

  /**
   * Returns the picture with turned hues.
   *
   * @param shift what is added to the byte of each hue, 0…255
   */
  static RgbImage turn(RgbImage image, int shift) {
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i += RgbImage.CHANNELS) {
      turn(in, out, i, shift);
    }
    return new RgbImage(image.width(), image.height(), out);
  }

  private static void turn(byte[] in, byte[] out, int at, int shift) {
    int red = in[at] & 0xFF;
    int green = in[at + 1] & 0xFF;
    int blue = in[at + 2] & 0xFF;
    int value = Math.max(red, Math.max(green, blue));
    int range = value - Math.min(red, Math.min(green, blue));
    int saturation = (int) ((float) range / value * 255.0);
    if (range == 0 || saturation == 0) {
      put(out, at, value, value, value);
      return;
    }
    int hue = (hue(red, green, blue, value, range) + shift) & 0xFF;
    float sixths = hue * 6f;
    int sector = (int) (sixths / 255.0);
    float rest = (float) (sixths / 255.0 - sector);
    float share = (float) (saturation / 255.0);
    int low = round(value * (1.0 - share));
    int falling = round(value * (1.0 - share * rest));
    int rising = round(value * (1.0 - share * (1.0 - rest)));
    switch (sector % 6) {
      case 0 -> put(out, at, value, rising, low);
      case 1 -> put(out, at, falling, value, low);
      case 2 -> put(out, at, low, value, rising);
      case 3 -> put(out, at, low, falling, value);
      case 4 -> put(out, at, rising, low, value);
      default -> put(out, at, value, low, falling);
    }
  }

  private static int hue(int red, int green, int blue, int value, int range) {
    float toRed = (float) (value - red) / range;
    float toGreen = (float) (value - green) / range;
    float toBlue = (float) (value - blue) / range;
    float sextant;
    if (red == value) {
      sextant = toBlue - toGreen;
    } else if (green == value) {
      sextant = (float) (2.0 + toRed - toBlue);
    } else {
      sextant = (float) (4.0 + toGreen - toRed);
    }
    float circle = (float) ((sextant / 6.0 + 1.0) % 1.0);
    return Math.min(255, (int) (circle * 255.0));
  }

  private static int round(double value) {
    return (int) Math.floor((float) value + 0.5);
  }

  private static void put(byte[] out, int at, int red, int green, int blue) {
    out[at] = (byte) red;
    out[at + 1] = (byte) green;
    out[at + 2] = (byte) blue;
  }
}
