package org.fedmas.results.statistic;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of a share of independent trials.
 *
 * <p>Sources: Clopper and Pearson 1934; Wilson 1927, without correction for continuity.
 */
public final class Proportion {

  private Proportion() {}

  /**
   * Returns the exact interval of {@code hits} in {@code trials}; null without trials.
   *
   * @param level such as {@link Interval#LEVEL}
   */
  public static @Nullable Interval clopperPearson(long hits, long trials, double level) {
    if (trials == 0) {
      return null;
    }
    double outside = (1 - level) / 2;
    double lower =
        hits == 0
            ? 0
            : BetaDistribution.of(hits, trials - hits + 1).inverseCumulativeProbability(outside);
    double upper =
        hits == trials
            ? 1
            : BetaDistribution.of(hits + 1, trials - hits).inverseSurvivalProbability(outside);
    return new Interval(lower, upper);
  }

  /**
   * Returns Wilson's interval, {@code (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)}, exactly 0
   * or 1 at its outer end where p is.
   *
   * @param share p, in [0, 1]
   * @param trials n, which need not be whole
   * @return null without trials
   */
  public static @Nullable Interval wilson(double share, double trials, double level) {
    if (trials == 0) {
      return null;
    }
    double z = TwoSided.normal(level);
    double centre = share + z * z / (2 * trials);
    double half = z * StrictMath.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
    double scale = 1 + z * z / trials;
    return new Interval(
        share == 0 ? 0 : (centre - half) / scale, share == 1 ? 1 : (centre + half) / scale);
  }
}
