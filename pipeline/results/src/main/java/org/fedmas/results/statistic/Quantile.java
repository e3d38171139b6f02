package org.fedmas.results.statistic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of samples, type 7: linear between the two values around position {@code (n − 1)·p} of
 * the sorted sample.
 *
 * <p>Source: Hyndman and Fan, The American Statistician 50, 1996.
 */
final class Quantile {

  private Quantile() {}

  /** Returns a quantile of an ascending sample of at least one value. */
  static double ofSorted(double[] sorted, double p) {
    double position = (sorted.length - 1) * p;
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Returns the interval that leaves equal shares outside; null for an empty sample. */
  static @Nullable Interval central(double[] sample, double level) {
    if (sample.length == 0) {
      return null;
    }
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double outside = (1 - level) / 2;
    return new Interval(ofSorted(sorted, outside), ofSorted(sorted, 1 - outside));
  }
}
