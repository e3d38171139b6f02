package org.fedmas.results.statistic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.fedmas.results.metric.Closeness;
import org.jspecify.annotations.Nullable;

/**
 * Friedman's test of several methods on several data sets, with the correction for ties, and the
 * critical difference of average ranks by Nemenyi. Folds of one data set are not data sets.
 *
 * <p>Source: Demšar, JMLR 7, 2006; Iman and Davenport 1980 for the form with F.
 *
 * @param averageRanks per method; rank 1 is the largest score, ties share their mean rank
 * @param chiSquared k − 1 degrees of freedom; null where all scores are tied
 * @param p null where chiSquared is
 * @param f {@code (N−1)χ² / (N(k−1) − χ²)}; null where its denominator is 0
 * @param fP with k − 1 and (k − 1)(N − 1) degrees of freedom
 * @param criticalDifference at 5 %; null outside 2 to 10 methods
 */
public record Friedman(
    List<Double> averageRanks,
    @Nullable Double chiSquared,
    @Nullable Double p,
    @Nullable Double f,
    @Nullable Double fP,
    @Nullable Double criticalDifference) {

  /** The 5 % points of the studentised range over √2, from two methods on. */
  private static final double[] NEMENYI = {
    1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164
  };

  /**
   * Tests a table of scores.
   *
   * @param table [data set][method], at least one row of at least two
   */
  public static Friedman of(double[][] table) {
    int n = table.length;
    int k = table[0].length;
    double[] sums = new double[k];
    double ties = 0;
    for (double[] row : table) {
      double[] ranks = MidRanks.of(Arrays.stream(row).map(score -> -score).toArray());
      for (int j = 0; j < k; j++) {
        sums[j] += ranks[j];
      }
      ties += tied(ranks);
    }
    List<Double> average = DoubleStream.of(sums).map(sum -> sum / n).boxed().toList();
    Double critical =
        k < 2 || k - 2 >= NEMENYI.length
            ? null
            : (Double) (NEMENYI[k - 2] * StrictMath.sqrt(k * (k + 1) / (6.0 * n)));
    double untied = 1 - ties / (n * k * ((double) k * k - 1));
    if (untied <= Closeness.EPSILON) {
      return new Friedman(average, null, null, null, null, critical);
    }
    double squares = 0;
    for (double rank : average) {
      squares += (rank - (k + 1) / 2.0) * (rank - (k + 1) / 2.0);
    }
    double chi = 12.0 * n / (k * (k + 1.0)) * squares / untied;
    double p = ChiSquaredDistribution.of(k - 1).survivalProbability(chi);
    double rest = n * (k - 1.0) - chi;
    if (n < 2 || Math.abs(rest) <= Closeness.EPSILON * n * k) {
      return new Friedman(average, chi, p, null, null, critical);
    }
    double f = (n - 1) * chi / rest;
    double fP = FDistribution.of(k - 1, (k - 1) * (n - 1)).survivalProbability(f);
    return new Friedman(average, chi, p, f, fP, critical);
  }

  /** Returns {@code Σ (t³ − t)} over the groups of t equal ranks. */
  private static double tied(double[] ranks) {
    double sum = 0;
    for (double rank : ranks) {
      double same = Arrays.stream(ranks).filter(other -> other == rank).count();
      sum += same * same - 1; // each of the t members adds a t-th of t³ − t
    }
    return sum;
  }
}
