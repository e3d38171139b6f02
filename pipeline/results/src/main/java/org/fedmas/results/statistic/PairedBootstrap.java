package org.fedmas.results.statistic;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.fedmas.results.metric.Closeness;
import org.fedmas.results.metric.Score;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two models' scores over the same resamples, second − first.
 *
 * @param difference of the scores of the sample itself; null if one has none
 * @param interval percentiles of the resamples' differences; null if none has one
 * @param standardError sample standard deviation of the resamples' differences
 * @param used number of resamples in which both have a score
 * @param atMostZero resamples with a difference of at most 0
 * @param atLeastZero resamples with a difference of at least 0
 * @param p {@code min(1, 2·(min(atMostZero, atLeastZero) + 1) / (used + 1))}; null without a
 *     difference
 * @param far resamples at least as far from the difference as the difference is from 0
 * @param centredP {@code (far + 1) / (used + 1)}; null without a difference
 */
public record PairedBootstrap(
    @Nullable Double difference,
    @Nullable Interval interval,
    @Nullable Double standardError,
    int used,
    int atMostZero,
    int atLeastZero,
    @Nullable Double p,
    int far,
    @Nullable Double centredP) {

  /**
   * Compares two models by a score.
   *
   * @param first the model to compare with, under the same resamples of the same images
   */
  public static PairedBootstrap of(Bootstrap first, Bootstrap second, Score score, double level) {
    Double before = first.estimate(score);
    Double after = second.estimate(score);
    double[] firsts = first.replicates(score);
    double[] seconds = second.replicates(score);
    if (firsts.length != seconds.length) {
      throw new IllegalArgumentException(
          "found %s and %s resamples, expected equal numbers"
              .formatted(firsts.length, seconds.length));
    }
    double[] all = new double[firsts.length];
    Arrays.setAll(all, b -> seconds[b] - firsts[b]);
    double[] used = Arrays.stream(all).filter(value -> !Double.isNaN(value)).toArray();
    int atMost = count(used, value -> value <= Closeness.EPSILON);
    int atLeast = count(used, value -> value >= -Closeness.EPSILON);
    Interval interval = Quantile.central(used, level);
    Double error = Moments.of(used).deviation();
    if (before == null || after == null) {
      return new PairedBootstrap(
          null, interval, error, used.length, atMost, atLeast, null, 0, null);
    }
    double d = after - before;
    int far = count(used, value -> Math.abs(value - d) >= Math.abs(d) - Closeness.EPSILON);
    double trials = used.length + 1.0;
    double p = Math.min(1, 2 * (Math.min(atMost, atLeast) + 1) / trials);
    return new PairedBootstrap(
        d, interval, error, used.length, atMost, atLeast, p, far, (far + 1) / trials);
  }

  private static int count(double[] values, DoublePredicate which) {
    return (int) Arrays.stream(values).filter(which).count();
  }
}
