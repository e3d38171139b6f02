package org.fedmas.results.statistic;

import org.jspecify.annotations.Nullable;

/**
 * A score with its percentile interval.
 *
 * @param estimate the score of the sample itself; null if the sample has none
 * @param interval type 7 quantiles of the resamples' scores; null if no resample has one
 * @param standardError sample standard deviation of the resamples' scores; null for fewer than two
 * @param used the number of resamples that have a score
 */
public record BootstrapInterval(
    @Nullable Double estimate,
    @Nullable Interval interval,
    @Nullable Double standardError,
    int used) {

  /** The least number of lesions behind an interval. */
  public static final int FEWEST_LESIONS = 5;

  private static final double FEWEST_USED = 0.9;

  /**
   * Returns the interval for readers; null where it would mislead, which are fewer than 5 lesions
   * and fewer than 90 % of the resamples with a score.
   *
   * @param lesions number of lesions behind the score
   * @param resamples number of resamples, those without a score included
   */
  public @Nullable Interval shown(int lesions, int resamples) {
    return lesions < FEWEST_LESIONS || used < FEWEST_USED * resamples ? null : interval;
  }
}
