package org.fedmas.results.statistic;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Two-sided p-values and quantiles of symmetric distributions. */
final class TwoSided {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private TwoSided() {}

  static double normalP(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }

  static double tP(double t, int degrees) {
    return Math.min(1, 2 * TDistribution.of(degrees).survivalProbability(Math.abs(t)));
  }

  /** Returns the z with the share {@code level} between −z and z. */
  static double normal(double level) {
    return NORMAL.inverseSurvivalProbability((1 - level) / 2);
  }

  /** Returns the t with the share {@code level} between −t and t. */
  static double t(double level, int degrees) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
  }

  static double normalCumulative(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  /** Returns the normal quantile; infinite for 0 and 1. */
  static double normalQuantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }
}
