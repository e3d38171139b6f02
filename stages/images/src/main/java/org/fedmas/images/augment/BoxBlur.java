package org.fedmas.images.augment;

import java.util.Arrays;
import org.fedmas.images.RgbImage;

/**
 * The Pillow library's approximation of a Gaussian blur: three box blurs along rows, then three
 * along columns, rounded to bytes after each, with the border pixel repeated.
 *
 * <p>Source: Gwosdek, Grewenig, Bruhn and Weickert, "Theoretical foundations of Gaussian
 * convolution by extended box filtering", SSVM 2011.
 */
final class BoxBlur {

  private static final int PASSES = 3;
  private static final int BITS = 24;
  private static final int HALF = 1 << (BITS - 1);

  /** Weights of a box from its left end to its right one; the two ends have a smaller weight. */
  private final int[] weights;

  private BoxBlur(int[] weights) {
    this.weights = weights;
  }

  /** Returns the blurred picture; σ is the radius argument of Pillow's Gaussian blur. */
  static RgbImage apply(RgbImage image, double sigma) {
    return new BoxBlur(weights(radius((float) sigma))).run(image);
  }

  /** Returns the radius of each box, in float32 steps. */
  static float radius(float sigma) {
    float variance = sigma * sigma / PASSES;
    float length = (float) Math.sqrt(12.0 * variance + 1.0);
    float whole = (float) Math.floor((length - 1.0) / 2.0);
    float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
    return whole + part / (6 * (variance - (whole + 1) * (whole + 1)));
  }

  /** Returns the weights of a box, in 24-bit fixed point, at most 2^24 together. */
  static int[] weights(float radius) {
    int reach = (int) radius;
    int inner = (int) ((1 << BITS) / (radius * 2 + 1));
    int[] weights = new int[2 * reach + 3];
    Arrays.fill(weights, inner);
    int end = ((1 << BITS) - (2 * reach + 1) * inner) >> 1;
    weights[0] = end;
    weights[weights.length - 1] = end;
    return weights;
  }

  private RgbImage run(RgbImage image) {
    int row = image.width() * RgbImage.CHANNELS;
    int[] values = new int[image.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.pixels()[i] & 0xFF;
    }
    int border = (weights.length / 2) * RgbImage.CHANNELS;
    int[] padded = new int[row + 2 * border];
    int[] sums = new int[row];
    for (int y = 0; y < image.height(); y++) {
      for (int pass = 0; pass < PASSES; pass++) {
        alongRow(values, y * row, padded, border, sums);
      }
    }
    int[] blurred = new int[values.length];
    for (int pass = 0; pass < PASSES; pass++) {
      alongColumns(values, blurred, image.height(), row, sums);
      int[] swapped = values;
      values = blurred;
      blurred = swapped;
    }
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return new RgbImage(image.width(), image.height(), out);
  }

  private void alongRow(int[] values, int from, int[] padded, int border, int[] sums) {
    System.arraycopy(values, from, padded, border, sums.length);
    for (int i = 0; i < border; i++) {
      padded[i] = values[from + i % RgbImage.CHANNELS];
      int channel = i % RgbImage.CHANNELS;
      padded[border + sums.length + i] = values[from + sums.length - RgbImage.CHANNELS + channel];
    }
    Arrays.fill(sums, HALF);
    for (int k = 0; k < weights.length; k++) {
      add(sums, padded, k * RgbImage.CHANNELS, weights[k]);
    }
    round(sums, values, from);
  }

  private void alongColumns(int[] values, int[] result, int height, int row, int[] sums) {
    int reach = weights.length / 2;
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < weights.length; k++) {
        int source = Math.max(0, Math.min(height - 1, y + k - reach));
        add(sums, values, source * row, weights[k]);
      }
      round(sums, result, y * row);
    }
  }

  /** Adds weighted values; sums are unsigned and stay below 2^32. */
  private static void add(int[] sums, int[] values, int from, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[from + i] * weight;
    }
  }

  private static void round(int[] sums, int[] result, int to) {
    for (int i = 0; i < sums.length; i++) {
      result[to + i] = sums[i] >>> BITS;
    }
  }
}
