package org.fedmas.results.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reliability diagram of a model and its calibration errors. The expected error is the mean
 * over images of the gap {@code |accuracy − confidence|} of their bin, the maximum error the
 * largest gap of a bin.
 *
 * <p>Source: Guo et al., ICML 2017; bins of equal mass: Nixon et al., arXiv 1904.01685.
 *
 * @param expectedError ECE, in [0, 1]; null without images
 * @param maximumError MCE, in [0, 1]; null without images
 */
public record Calibration(
    List<Bin> bins, @Nullable Double expectedError, @Nullable Double maximumError) {

  /**
   * One bin of the reliability diagram.
   *
   * @param count number of images
   * @param confidence mean confidence; null for an empty bin
   * @param accuracy share of correct predictions; null for an empty bin
   */
  public record Bin(long count, @Nullable Double confidence, @Nullable Double accuracy) {

    /** Returns accuracy − confidence; 0 for an empty bin. */
    double gap() {
      return confidence == null || accuracy == null ? 0 : Math.abs(accuracy - confidence);
    }
  }

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Returns the calibration of some confidences.
   *
   * @param confidence [n] in [0, 1]
   * @param correct [n] whether the prediction is right
   * @param bins number of bins, at least 1
   */
  public static Calibration of(double[] confidence, boolean[] correct, Binning binning, int bins) {
    int[] weights = new int[confidence.length];
    Arrays.fill(weights, 1);
    return of(TieGroups.of(confidence), confidence, correct, weights, binning, bins);
  }

  static Calibration of(
      TieGroups groups,
      double[] confidence,
      boolean[] correct,
      int[] weights,
      Binning binning,
      int bins) {
    long images = 0;
    for (int weight : weights) {
      images += weight;
    }
    long[] count = new long[bins];
    long[] right = new long[bins];
    double[] sum = new double[bins];
    long below = 0;
    for (int group = 0; group < groups.size(); group++) {
      long ofGroup = 0;
      long rightOfGroup = 0;
      for (int place = groups.start(group); place < groups.start(group + 1); place++) {
        int image = groups.image(place);
        ofGroup += weights[image];
        rightOfGroup += correct[image] ? weights[image] : 0;
      }
      if (ofGroup > 0) {
        double value = confidence[groups.image(groups.start(group))];
        int bin = binning.bin(value, below, images, bins);
        count[bin] += ofGroup;
        right[bin] += rightOfGroup;
        sum[bin] += ofGroup * value;
        below += ofGroup;
      }
    }
    return of(count, sum, right, images);
  }

  private static Calibration of(long[] count, double[] sum, long[] right, long images) {
    List<Bin> bins = new ArrayList<>();
    double expected = 0;
    double most = 0;
    for (int bin = 0; bin < count.length; bin++) {
      Bin one =
          new Bin(
              count[bin],
              count[bin] == 0 ? null : (Double) (sum[bin] / count[bin]),
              Tally.ratio(right[bin], count[bin]));
      bins.add(one);
      expected += count[bin] * one.gap();
      most = Math.max(most, one.gap());
    }
    return images == 0
        ? new Calibration(bins, null, null)
        : new Calibration(bins, expected / images, most);
  }
}
