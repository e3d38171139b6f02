package org.fedmas.results.statistic;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.fedmas.results.metric.Closeness;
import org.jspecify.annotations.Nullable;

/**
 * A rank correlation with its permutation test.
 *
 * @param value in [−1, 1]; null for fewer than three pairs or where one side is constant
 * @param extreme permutations at least as far from 0; null where the value is
 * @param p {@code (1 + extreme) / (1 + permutations)}; null where the value is
 */
public record RankCorrelation(
    @Nullable Double value, @Nullable Integer extreme, @Nullable Double p) {

  private static final int FEWEST = 3;

  /**
   * Returns Spearman's correlation, that of the mid-ranks.
   *
   * @param permutations orders of the second list
   */
  public static RankCorrelation spearman(double[] a, double[] b, List<int[]> permutations) {
    return of(a, b, permutations, RankCorrelation::pearson);
  }

  /**
   * Returns Kendall's tau-b.
   *
   * @param permutations orders of the second list
   */
  public static RankCorrelation kendall(double[] a, double[] b, List<int[]> permutations) {
    return of(a, b, permutations, RankCorrelation::tau);
  }

  private static RankCorrelation of(
      double[] a,
      double[] b,
      List<int[]> permutations,
      ToDoubleBiFunction<double[], double[]> correlation) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "found %s and %s values, expected pairs".formatted(a.length, b.length));
    }
    double[] ranksA = MidRanks.of(a);
    double[] ranksB = MidRanks.of(b);
    if (a.length < FEWEST || constant(ranksA) || constant(ranksB)) {
      return new RankCorrelation(null, null, null);
    }
    double value = correlation.applyAsDouble(ranksA, ranksB);
    int extreme = 0;
    for (int[] order : permutations) {
      double[] permuted = Arrays.stream(order).mapToDouble(i -> ranksB[i]).toArray();
      double other = correlation.applyAsDouble(ranksA, permuted);
      extreme += Math.abs(other) >= Math.abs(value) - Closeness.EPSILON ? 1 : 0;
    }
    return new RankCorrelation(value, extreme, (1.0 + extreme) / (1.0 + permutations.size()));
  }

  private static boolean constant(double[] ranks) {
    return Arrays.stream(ranks).allMatch(rank -> rank == ranks[0]);
  }

  private static double pearson(double[] a, double[] b) {
    double middle = (a.length + 1) / 2.0; // the mean of mid-ranks, whatever the ties
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - middle) * (b[i] - middle);
      aa += (a[i] - middle) * (a[i] - middle);
      bb += (b[i] - middle) * (b[i] - middle);
    }
    return ab / StrictMath.sqrt(aa * bb);
  }

  private static double tau(double[] a, double[] b) {
    long agreement = 0;
    long differA = 0;
    long differB = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        int signA = Double.compare(a[i], a[j]);
        int signB = Double.compare(b[i], b[j]);
        agreement += (long) signA * signB;
        differA += Math.abs(signA);
        differB += Math.abs(signB);
      }
    }
    return agreement / StrictMath.sqrt((double) differA * differB);
  }
}
