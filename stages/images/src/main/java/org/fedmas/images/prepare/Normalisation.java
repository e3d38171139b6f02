package org.fedmas.images.prepare;

import java.util.Objects;
import org.fedmas.images.RgbImage;

/**
 * From 8-bit values to what a network reads: {@code (v / 255 − mean_c) / deviation_c}, each step
 * rounded to float32 as PyTorch does. Looked up in a table of 256 entries per channel.
 */
public final class Normalisation {

  /** The statistics of ImageNet that torchvision's weights were trained with. */
  public static final Normalisation IMAGENET =
      new Normalisation(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});

  /** The statistics that OpenAI's CLIP was trained with. */
  public static final Normalisation CLIP =
      new Normalisation(
          new double[] {0.48145466, 0.4578275, 0.40821073},
          new double[] {0.26862954, 0.26130258, 0.27577711});

  private final double[] mean;
  private final double[] deviation;
  private final float[][] table = new float[RgbImage.CHANNELS][256];

  /**
   * Creates a normalisation with other statistics.
   *
   * @param mean [3] in units of full brightness
   * @param deviation [3] in units of full brightness, positive
   */
  public Normalisation(double[] mean, double[] deviation) {
    this.mean = mean.clone();
    this.deviation = deviation.clone();
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      if (!(deviation[c] > 0)) {
        throw new IllegalArgumentException("a deviation must be positive, was " + deviation[c]);
      }
      for (int v = 0; v < 256; v++) {
        table[c][v] = (v / 255f - (float) mean[c]) / (float) deviation[c];
      }
    }
  }

  /** Returns the mean of a channel, in units of full brightness. */
  public double mean(int channel) {
    return mean[channel];
  }

  /** Returns the deviation of a channel, in units of full brightness. */
  public double deviation(int channel) {
    return deviation[channel];
  }

  public float value(int channel, int value) {
    return table[channel][value];
  }

  /**
   * Writes [height, width, 3] float32.
   *
   * @param target receives width · height · 3 values
   * @param offset where the first value goes
   * @throws IndexOutOfBoundsException if the target is too short
   */
  public void channelsLast(RgbImage image, float[] target, int offset) {
    byte[] in = image.pixels();
    Objects.checkFromIndexSize(offset, in.length, target.length);
    for (int i = 0; i < in.length; i += RgbImage.CHANNELS) {
      target[offset + i] = table[0][in[i] & 0xFF];
      target[offset + i + 1] = table[1][in[i + 1] & 0xFF];
      target[offset + i + 2] = table[2][in[i + 2] & 0xFF];
    }
  }
}
