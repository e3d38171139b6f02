package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/**
 * The counter-clockwise rotation of a picture about its middle, in 16.16 fixed point. Pixels from
 * outside are black. An output pixel's centre p lies at {@code A·p + t} in the source.
 */
public final class Rotation {

  private static final int ONE = 1 << 16;

  /** Bits of a blending weight: 8 + 2 · 11 bits still fit into an int. */
  private static final int WEIGHT_BITS = 11;

  private final RgbImage image;

  /** Source position of the centre of output pixel (0, 0). */
  private final long startX;

  private final long startY;

  /** Both coefficients on A's diagonal. */
  private final long cosine;

  /** The distance down of a step to the right, and the distance left of a step down. */
  private final long sineDown;

  private final long sineLeft;

  private Rotation(RgbImage image, double angleDegrees, double stretch) {
    this.image = image;
    double radians = angleDegrees * (StrictMath.PI / 180.0);
    double cos = StrictMath.cos(radians);
    double sin = StrictMath.sin(radians);
    double middleX = image.width() / 2.0;
    double middleY = image.height() / 2.0;
    // seen from the output, the source is turned the other way; y points down
    double left = sin / stretch;
    double down = sin * stretch;
    double shiftX = middleX - cos * middleX + left * middleY;
    double shiftY = middleY - down * middleX - cos * middleY;
    cosine = fixed(cos);
    sineLeft = fixed(left);
    sineDown = fixed(down);
    startX = fixed(shiftX + 0.5 * cos - 0.5 * left);
    startY = fixed(shiftY + 0.5 * down + 0.5 * cos);
  }

  /** Returns the picture of the source pixels that the centres of output pixels fall into. */
  public static RgbImage nearest(RgbImage image, double angleDegrees) {
    return new Rotation(image, angleDegrees, 1).nearest();
  }

  /**
   * Returns a picture whose pixels are blended from the four source pixels around their centres.
   * Pixels outside count as black, so the edge against the black corners is smooth.
   *
   * @param stretch width of a pixel divided by its height, 1 for square ones; the scene is turned,
   *     not the grid
   */
  static RgbImage bilinear(RgbImage image, double angleDegrees, double stretch) {
    return new Rotation(image, angleDegrees, stretch).bilinear();
  }

  private RgbImage nearest() {
    int width = image.width();
    int height = image.height();
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    int o = 0;
    for (int row = 0; row < height; row++) {
      long x = startX - sineLeft * row;
      long y = startY + cosine * row;
      for (int column = 0; column < width; column++, o += RgbImage.CHANNELS) {
        int sourceX = (int) (x >> 16);
        int sourceY = (int) (y >> 16);
        if (sourceX >= 0 && sourceX < width && sourceY >= 0 && sourceY < height) {
          int i = (sourceY * width + sourceX) * RgbImage.CHANNELS;
          out[o] = in[i];
          out[o + 1] = in[i + 1];
          out[o + 2] = in[i + 2];
        }
        x += cosine;
        y += sineDown;
      }
    }
    return new RgbImage(width, height, out);
  }

  private RgbImage bilinear() {
    int width = image.width();
    int height = image.height();
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    int o = 0;
    for (int row = 0; row < height; row++) {
      // distances are now counted from pixel centres
      long x = startX - sineLeft * row - ONE / 2;
      long y = startY + cosine * row - ONE / 2;
      for (int column = 0; column < width; column++, o += RgbImage.CHANNELS) {
        int left = (int) (x >> 16);
        int top = (int) (y >> 16);
        int right = (int) (x & (ONE - 1)) >> (16 - WEIGHT_BITS);
        int bottom = (int) (y & (ONE - 1)) >> (16 - WEIGHT_BITS);
        if (left >= 0 && left < width - 1 && top >= 0 && top < height - 1) {
          int i = (top * width + left) * RgbImage.CHANNELS;
          int below = i + width * RgbImage.CHANNELS;
          for (int c = 0; c < RgbImage.CHANNELS; c++) {
            out[o + c] =
                blend(in[i + c], in[i + 3 + c], in[below + c], in[below + 3 + c], right, bottom);
          }
        } else if (left >= -1 && left < width && top >= -1 && top < height) {
          for (int c = 0; c < RgbImage.CHANNELS; c++) {
            out[o + c] =
                blend(
                    orBlack(left, top, c),
                    orBlack(left + 1, top, c),
                    orBlack(left, top + 1, c),
                    orBlack(left + 1, top + 1, c),
                    right,
                    bottom);
          }
        }
        x += cosine;
        y += sineDown;
      }
    }
    return new RgbImage(width, height, out);
  }

  private byte orBlack(int x, int y, int channel) {
    boolean inside = x >= 0 && x < image.width() && y >= 0 && y < image.height();
    return inside ? (byte) image.value(x, y, channel) : 0;
  }

  /** Returns the weighted mean of four neighbours, rounded half up. */
  private static byte blend(
      byte topLeft, byte topRight, byte bottomLeft, byte bottomRight, int right, int bottom) {
    int one = 1 << WEIGHT_BITS;
    int above = (topLeft & 0xFF) * (one - right) + (topRight & 0xFF) * right;
    int below = (bottomLeft & 0xFF) * (one - right) + (bottomRight & 0xFF) * right;
    int half = 1 << (2 * WEIGHT_BITS - 1);
    return (byte) (above * (one - bottom) + below * bottom + half >> 2 * WEIGHT_BITS);
  }

  private static long fixed(double value) {
    return (long) StrictMath.floor(value * ONE + 0.5);
  }
}
