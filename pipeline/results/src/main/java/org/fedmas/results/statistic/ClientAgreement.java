package org.fedmas.results.statistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Agreement of clients about which classes are hard: rank correlations of their class divergences,
 * for each pair of clients over the classes that both have.
 */
public record ClientAgreement(List<Pair> pairs) {

  /** Two clients, the lower number first, with their common classes. */
  public record Pair(
      int first,
      int second,
      List<Integer> classes,
      RankCorrelation spearman,
      RankCorrelation kendall) {}

  public ClientAgreement {
    pairs = List.copyOf(pairs);
  }

  /**
   * Correlates all pairs of clients.
   *
   * @param divergence [client][class], null where the client lacks the class
   * @param permutations number of classes → orders for the tests
   */
  public static ClientAgreement of(
      List<List<@Nullable Double>> divergence, IntFunction<List<int[]>> permutations) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < divergence.size(); i++) {
      for (int j = i + 1; j < divergence.size(); j++) {
        List<Integer> common = common(divergence.get(i), divergence.get(j));
        double[] a = chosen(divergence.get(i), common);
        double[] b = chosen(divergence.get(j), common);
        List<int[]> orders = permutations.apply(common.size());
        pairs.add(
            new Pair(
                i,
                j,
                common,
                RankCorrelation.spearman(a, b, orders),
                RankCorrelation.kendall(a, b, orders)));
      }
    }
    return new ClientAgreement(pairs);
  }

  /** Returns the mean of Spearman's correlation over the pairs that have one. */
  public @Nullable Double meanSpearman() {
    return mean(Pair::spearman);
  }

  /** Returns the mean of Kendall's correlation over the pairs that have one. */
  public @Nullable Double meanKendall() {
    return mean(Pair::kendall);
  }

  private @Nullable Double mean(Function<Pair, RankCorrelation> which) {
    double[] known =
        pairs.stream()
            .map(pair -> which.apply(pair).value())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return Moments.of(known).mean();
  }

  private static List<Integer> common(List<@Nullable Double> a, List<@Nullable Double> b) {
    List<Integer> common = new ArrayList<>();
    for (int c = 0; c < Math.min(a.size(), b.size()); c++) {
      if (a.get(c) != null && b.get(c) != null) {
        common.add(c);
      }
    }
    return common;
  }

  private static double[] chosen(List<@Nullable Double> values, List<Integer> classes) {
    return classes.stream().mapToDouble(c -> Objects.requireNonNull(values.get(c))).toArray();
  }
}
