package org.fedmas.images.prepare;

import org.fedmas.images.RgbImage;

/**
 * The light of a picture by its Minkowski mean of order 6, and the gains that make it grey: {@code
 * e_c = (mean v⁶)^(1/6)}, {@code gain_c = ‖e‖ / (√3 e_c)}.
 *
 * <p>Source: Finlayson and Trezzi, "Shades of gray and colour constancy", CIC 2004.
 */
public final class ShadesOfGrey {

  private static final double POWER = 6;

  private final int[][] histogram;
  private final double[] minkowskiMean = new double[RgbImage.CHANNELS];
  private final double[] gain = new double[RgbImage.CHANNELS];

  public ShadesOfGrey(RgbImage image) {
    histogram = histogram(image.pixels());
    double square = 0;
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      double sum = 0;
      for (int v = 1; v < 256; v++) {
        double cube = (double) v * v * v;
        sum += histogram[c][v] * (cube * cube);
      }
      double mean = sum / image.size().pixels();
      minkowskiMean[c] = StrictMath.pow(mean, 1 / POWER);
      square += minkowskiMean[c] * minkowskiMean[c];
    }
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      // a channel without any light stays dark
      gain[c] =
          minkowskiMean[c] == 0
              ? 0
              : StrictMath.sqrt(square) / (StrictMath.sqrt(3) * minkowskiMean[c]);
    }
  }

  public double[] minkowskiMean() {
    return minkowskiMean.clone();
  }

  public double[] gain() {
    return gain.clone();
  }

  /** Returns a value times its channel's gain, decimals dropped; may exceed 255. */
  public int corrected(int channel, int value) {
    return (int) (value * gain[channel]);
  }

  /** Returns the number of corrected values above 255. */
  public long overflow() {
    long count = 0;
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      for (int v = 0; v < 256; v++) {
        count += corrected(c, v) > 255 ? histogram[c][v] : 0;
      }
    }
    return count;
  }

  private static int[][] histogram(byte[] pixels) {
    int[][] counts = new int[RgbImage.CHANNELS][256];
    for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
      counts[0][pixels[i] & 0xFF]++;
      counts[1][pixels[i + 1] & 0xFF]++;
      counts[2][pixels[i + 2] & 0xFF]++;
    }
    return counts;
  }
}
