package org.fedmas.images;

import java.util.Arrays;

/**
 * Antialiased bilinear resizing with the very bytes of the Pillow library: a triangle filter as
 * wide as the reduction, weights in 22-bit fixed point, columns first, then rows, rounded and
 * clipped to 8 bits after each; a direction that keeps its size is left alone.
 */
public final class PillowResize {

  private static final int HALF = 1 << (TriangleWeights.BITS - 1);

  private PillowResize() {}

  /**
   * The image at another size; the same object if the size does not change.
   *
   * @throws IllegalArgumentException if a side is not positive or the result exceeds an array
   */
  public static RgbImage resize(RgbImage image, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to " + width + "×" + height);
    }
    RgbImage narrowed = width == image.width() ? image : columns(image, width);
    return height == narrowed.height() ? narrowed : rows(narrowed, height);
  }

  private static RgbImage columns(RgbImage image, int width) {
    TriangleWeights weights = TriangleWeights.of(image.width(), width);
    byte[] in = image.pixels();
    byte[] out = new byte[length(width, image.height())];
    int o = 0;
    for (int y = 0; y < image.height(); y++) {
      int row = y * image.width() * RgbImage.CHANNELS;
      for (int x = 0; x < width; x++) {
        int[] taps = weights.taps(x);
        int first = row + weights.first(x) * RgbImage.CHANNELS;
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int tap = 0; tap < taps.length; tap++) {
          int weight = taps[tap];
          int i = first + tap * RgbImage.CHANNELS;
          red += (in[i] & 0xFF) * weight;
          green += (in[i + 1] & 0xFF) * weight;
          blue += (in[i + 2] & 0xFF) * weight;
        }
        out[o] = toByte(red);
        out[o + 1] = toByte(green);
        out[o + 2] = toByte(blue);
        o += RgbImage.CHANNELS;
      }
    }
    return new RgbImage(width, image.height(), out);
  }

  private static RgbImage rows(RgbImage image, int height) {
    TriangleWeights weights = TriangleWeights.of(image.height(), height);
    int row = image.width() * RgbImage.CHANNELS;
    byte[] in = image.pixels();
    byte[] out = new byte[length(image.width(), height)];
    int[] sums = new int[row];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      int from = weights.first(y) * row;
      for (int weight : weights.taps(y)) {
        addRow(sums, in, from, weight);
        from += row;
      }
      for (int i = 0; i < row; i++) {
        out[y * row + i] = toByte(sums[i]);
      }
    }
    return new RgbImage(image.width(), height, out);
  }

  private static void addRow(int[] sums, byte[] in, int from, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (in[from + i] & 0xFF) * weight;
    }
  }

  /** The weights are not negative and add up to 1 within rounding, so only 256 has to be cut. */
  private static byte toByte(int sum) {
    return (byte) Math.min(255, sum >> TriangleWeights.BITS);
  }

  private static int length(int width, int height) {
    long length = (long) width * height * RgbImage.CHANNELS;
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("an image of " + width + "×" + height + " is too large");
    }
    return (int) length;
  }
}
