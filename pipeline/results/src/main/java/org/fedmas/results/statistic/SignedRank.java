package org.fedmas.results.statistic;

import java.util.Arrays;
import org.fedmas.results.metric.Closeness;
import org.jspecify.annotations.Nullable;

/**
 * Wilcoxon's signed rank test, exact over all signs of the ranks at hand. Differences of 0 are
 * dropped; equal sizes share their mean rank. Five differences reach no smaller p than 0.0625.
 *
 * @param used number of differences other than 0
 * @param positive W+, the sum of the ranks of positive differences
 * @param negative W−
 * @param p two-sided; 1 where no difference is left
 * @param rankBiserial {@code (W+ − W−) / (W+ + W−)}; null where no difference is left
 */
public record SignedRank(
    int used, double positive, double negative, double p, @Nullable Double rankBiserial) {

  /** Tests whether differences lie around 0. */
  public static SignedRank of(double... differences) {
    double[] used =
        Arrays.stream(differences).filter(d -> Math.abs(d) > Closeness.EPSILON).toArray();
    if (used.length == 0) {
      return new SignedRank(0, 0, 0, 1, null);
    }
    double[] ranks = MidRanks.of(Arrays.stream(used).map(Math::abs).toArray());
    double positive = 0;
    double negative = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i] > 0) {
        positive += ranks[i];
      } else {
        negative += ranks[i];
      }
    }
    double biserial = (positive - negative) / (positive + negative);
    return new SignedRank(used.length, positive, negative, exactP(ranks, positive), biserial);
  }

  private static double exactP(double[] ranks, double positive) {
    double[] chance = {1};
    for (double rank : ranks) {
      int doubled = (int) Math.round(2 * rank); // mid-ranks are multiples of one half
      double[] next = new double[chance.length + doubled];
      for (int sum = 0; sum < chance.length; sum++) {
        next[sum] += chance[sum] / 2;
        next[sum + doubled] += chance[sum] / 2;
      }
      chance = next;
    }
    int observed = (int) Math.round(2 * positive);
    double atMost = Arrays.stream(chance, 0, observed + 1).sum();
    double atLeast = Arrays.stream(chance, observed, chance.length).sum();
    return Math.min(1, 2 * Math.min(atMost, atLeast));
  }
}
