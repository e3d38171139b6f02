package org.fedmas.images;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.jspecify.annotations.Nullable;

/** Holds a picture against its golden description: size, channel means and deviations, samples. */
final class GoldenPicture {

  private static final String FILE = "images.json";

  private GoldenPicture() {}

  /**
   * How far values may be from the golden ones.
   *
   * @param sample of one value
   * @param mean of a channel's mean or deviation
   */
  record Tolerance(double sample, double mean) {

    /** Bytes must be equal; the golden file holds ten digits. */
    static final Tolerance EXACT = new Tolerance(0, 1e-6);

    /** Operations whose rounding may go either way. */
    static final Tolerance ONE_LEVEL = new Tolerance(1, 0.05);

    /** JPEG decoders differ. */
    static final Tolerance JPEG = new Tolerance(3, 0.5);
  }

  static void compare(String name, RgbImage ours, JsonNode golden, Tolerance tolerance) {
    compare(FILE, name, ours, golden, tolerance);
  }

  static void compare(
      String file, String name, RgbImage ours, JsonNode golden, Tolerance tolerance) {
    double[] size = {ours.width(), ours.height()};
    Parity.close(file, name + " size", size, Golden.numbers(golden.get("size_wh")), 0);
    double[][] statistics = statistics(ours);
    Parity.close(
        file, name + " mean", statistics[0], Golden.numbers(golden.get("mean")), tolerance.mean);
    Parity.close(
        file, name + " std", statistics[1], Golden.numbers(golden.get("std")), tolerance.mean);
    double[] expected = Golden.numbers(golden.get("grid8"));
    Parity.close(file, name + " samples", samples(ours, null), expected, tolerance.sample);
  }

  /** As above for values that wrap around: 255 and 0 are one level apart. */
  static void compareWrapped(String name, RgbImage ours, JsonNode golden, Tolerance tolerance) {
    double[][] statistics = statistics(ours);
    Parity.close(
        FILE, name + " mean", statistics[0], Golden.numbers(golden.get("mean")), tolerance.mean);
    double[] expected = Golden.numbers(golden.get("grid8"));
    double[] samples = samples(ours, null);
    for (int i = 0; i < samples.length; i++) {
      samples[i] += 256 * Math.rint((expected[i] - samples[i]) / 256);
    }
    Parity.close(FILE, name + " samples", samples, expected, tolerance.sample);
  }

  static void compareNormalised(
      String name,
      RgbImage ours,
      Normalisation normalisation,
      JsonNode golden,
      double sample,
      double thumb) {
    float[] values = new float[ours.pixels().length];
    normalisation.channelsLast(ours, values, 0);
    double[][] statistics = statistics(values);
    Parity.close(FILE, name + " mean", statistics[0], Golden.numbers(golden.get("mean")), thumb);
    Parity.close(FILE, name + " std", statistics[1], Golden.numbers(golden.get("std")), thumb);
    double[] expected = Golden.numbers(golden.get("grid8"));
    Parity.close(FILE, name + " samples", samples(ours, normalisation), expected, sample);
    for (int blocks : new int[] {14, 28}) {
      JsonNode thumbs = golden.get("thumb" + blocks);
      if (thumbs != null) {
        double[] means = blockMeans(values, ours.width(), blocks);
        Parity.close(FILE, name + " thumb" + blocks, means, Golden.numbers(thumbs), thumb);
      }
    }
  }

  /** 8×8 values at the middles of a regular grid. */
  static double[] samples(RgbImage image, @Nullable Normalisation normalisation) {
    double[] samples = new double[8 * 8 * 3];
    int o = 0;
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        for (int c = 0; c < 3; c++) {
          int y = (2 * i + 1) * image.height() / 16;
          int x = (2 * j + 1) * image.width() / 16;
          int value = image.value(x, y, c);
          samples[o++] = normalisation == null ? value : normalisation.value(c, value);
        }
      }
    }
    return samples;
  }

  static double[][] statistics(RgbImage image) {
    float[] values = new float[image.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.pixels()[i] & 0xFF;
    }
    return statistics(values);
  }

  /** Returns mean and deviation of each of three interleaved channels. */
  static double[][] statistics(float[] values) {
    double[][] result = new double[2][3];
    int n = values.length / 3;
    for (int i = 0; i < values.length; i++) {
      result[0][i % 3] += (double) values[i] / n;
    }
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - result[0][i % 3];
      result[1][i % 3] += difference * difference / n;
    }
    for (int c = 0; c < 3; c++) {
      result[1][c] = Math.sqrt(result[1][c]);
    }
    return result;
  }

  static double[] blockMeans(float[] values, int side, int blocks) {
    double[] means = new double[blocks * blocks * 3];
    int block = side / blocks;
    for (int i = 0; i < values.length; i++) {
      int x = i / 3 % side / block;
      int y = i / 3 / side / block;
      means[(y * blocks + x) * 3 + i % 3] += values[i] / ((double) block * block);
    }
    return means;
  }
}
