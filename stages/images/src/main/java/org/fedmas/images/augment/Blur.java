package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/**
 * Gaussian blur in float32: columns, then rows, mirrored at the border without repeating the edge,
 * rounded half to even once at the end.
 */
public final class Blur {

  /** Adding it moves a float's last bit to the ones, so the addition itself rounds half to even. */
  private static final float ROUNDER = 0x1.8p23f;

  private final RgbImage image;
  private final float[] across;
  private final float[] down;

  /** Filtered rows, as many as the kernel is high; row y lies in slot y modulo their number. */
  private final float[][] slots;

  private final float[] padded;

  private Blur(RgbImage image, float[] across, float[] down) {
    this.image = image;
    this.across = across;
    this.down = down;
    int row = image.width() * RgbImage.CHANNELS;
    slots = new float[down.length][row];
    padded = new float[row + (across.length - 1) * RgbImage.CHANNELS];
  }

  /**
   * Returns the blurred picture.
   *
   * @param across weights along a row, an odd number
   * @param down weights along a column, an odd number
   */
  public static RgbImage apply(RgbImage image, double[] across, double[] down) {
    return new Blur(image, toFloats(across), toFloats(down)).run();
  }

  private RgbImage run() {
    int height = image.height();
    int row = image.width() * RgbImage.CHANNELS;
    int radius = down.length / 2;
    byte[] out = new byte[image.pixels().length];
    float[] sums = new float[row];
    int filtered = 0;
    for (int y = 0; y < height; y++) {
      for (; filtered < height && filtered <= y + radius; filtered++) {
        filterRow(filtered, slots[filtered % slots.length]);
      }
      for (int k = 0; k < down.length; k++) {
        float[] source = slots[mirrored(y + k - radius, height) % slots.length];
        add(sums, source, 0, down[k], k == 0);
      }
      round(sums, out, y * row);
    }
    return new RgbImage(image.width(), height, out);
  }

  /** Blurs one row along itself. */
  private void filterRow(int y, float[] result) {
    byte[] in = image.pixels();
    int width = image.width();
    int radius = across.length / 2;
    int border = radius * RgbImage.CHANNELS;
    int from = y * result.length;
    for (int i = 0; i < result.length; i++) {
      padded[border + i] = in[from + i] & 0xFF;
    }
    for (int x = 1; x <= radius; x++) {
      int left = border + mirrored(-x, width) * RgbImage.CHANNELS;
      int right = border + mirrored(width - 1 + x, width) * RgbImage.CHANNELS;
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        padded[border - x * RgbImage.CHANNELS + c] = padded[left + c];
        padded[border + (width - 1 + x) * RgbImage.CHANNELS + c] = padded[right + c];
      }
    }
    for (int k = 0; k < across.length; k++) {
      add(result, padded, k * RgbImage.CHANNELS, across[k], k == 0);
    }
  }

  /** Adds weighted values in a plain loop, which the compiler turns into vector instructions. */
  private static void add(float[] sums, float[] values, int from, float weight, boolean first) {
    if (first) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] = values[from + i] * weight;
      }
    } else {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[from + i] * weight;
      }
    }
  }

  /** Rounds sums; since the weights add up to 1 and none is negative, all stay within 0…255. */
  private static void round(float[] sums, byte[] out, int to) {
    for (int i = 0; i < sums.length; i++) {
      out[to + i] = (byte) Float.floatToRawIntBits(sums[i] + ROUNDER);
    }
  }

  /** Returns the position in 0…n−1 that a position mirrors to; the edge is not repeated. */
  static int mirrored(int position, int n) {
    if (n == 1) {
      return 0;
    }
    int inPeriod = Math.floorMod(position, 2 * (n - 1));
    return Math.min(inPeriod, 2 * (n - 1) - inPeriod);
  }

  private static float[] toFloats(double[] weights) {
    float[] floats = new float[weights.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) weights[i];
    }
    return floats;
  }
}
