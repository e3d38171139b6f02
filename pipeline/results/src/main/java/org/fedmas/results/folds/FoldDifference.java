package org.fedmas.results.folds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.results.compare.MethodDifference;
import org.fedmas.results.compare.ScoreNames;
import org.fedmas.results.metric.Closeness;
import org.fedmas.results.metric.Score;
import org.fedmas.results.statistic.CorrectedT;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.SeedTable;
import org.fedmas.results.statistic.SignedRank;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * One method less the baseline over the folds that both have.
 *
 * @param ofFolds differences of fold means; null for a fold that one of them lacks
 * @param t the corrected test of the differences of fold means
 * @param folds number of folds that both have
 * @param higher folds in which the method has the higher score
 * @param ranks the signed ranks, for the smallest p-value that they could reach
 */
record FoldDifference(
    List<@Nullable Double> ofFolds,
    CorrectedT t,
    int folds,
    int higher,
    SignedRank ranks,
    MethodDifference.Tests tests) {

  /** The number of folds below which Wilcoxon's test cannot reach 0.05. */
  private static final int FEWEST_FOLDS = 6;

  private static final String PER_FOLD = "difference_fold_";

  static FoldDifference of(
      SeedTable baseline, SeedTable method, double ratio, MethodDifference.Tests tests) {
    double[] differences = SeedTable.differences(baseline, method);
    int higher = 0;
    for (double difference : differences) {
      higher += difference > Closeness.EPSILON ? 1 : 0;
    }
    return new FoldDifference(
        ofFolds(baseline.foldMeans(), method.foldMeans()),
        CorrectedT.of(differences, ratio, Interval.LEVEL),
        differences.length,
        higher,
        SignedRank.of(differences),
        tests);
  }

  private static List<@Nullable Double> ofFolds(
      List<@Nullable Double> baseline, List<@Nullable Double> method) {
    List<@Nullable Double> differences = new ArrayList<>();
    for (int fold = 0; fold < baseline.size(); fold++) {
      Double before = baseline.get(fold);
      Double after = method.get(fold);
      differences.add(before == null || after == null ? null : (Double) (after - before));
    }
    return differences;
  }

  /** Returns the section of the differences of all folds. */
  static Table.Section perFold(String baseline, List<Integer> folds) {
    return new Table.Section(
        "Difference to the baseline per fold, " + baseline,
        folds.stream()
            .map(fold -> new Column(PER_FOLD + fold, "fold " + fold, Column.Kind.NUMBER))
            .toList());
  }

  /** Returns the section of the comparison. */
  static Table.Section section(String baseline, Score score) {
    return new Table.Section(
        "Compared with the baseline over folds, " + baseline,
        List.of(
            new Column(
                "fold_difference",
                ScoreNames.of(score) + " − baseline, corrected" + ScoreNames.direction(score),
                Column.Kind.ESTIMATE),
            new Column("fold_df", "df", Column.Kind.NUMBER),
            new Column("fold_p", "p (corrected t)", Column.Kind.NUMBER),
            new Column("fold_p_holm", "p (Holm)", Column.Kind.NUMBER),
            new Column("higher", "higher in", Column.Kind.TEXT),
            new Column("wilcoxon", "Wilcoxon", Column.Kind.TEXT)));
  }

  /** Returns the p-value; null where tests are not allowed. */
  @Nullable Double p() {
    return tests == MethodDifference.Tests.REFUSED ? null : t.p();
  }

  /**
   * Adds the comparison to the cells of its row.
   *
   * @param numbers the folds of the table, ascending
   * @param adjusted the p-value after Holm's adjustment
   */
  void fill(List<Integer> numbers, @Nullable Double adjusted, Map<String, Cell> cells) {
    Double mean = t.mean();
    if (mean == null) {
      return;
    }
    for (int place = 0; place < numbers.size(); place++) {
      Double one = ofFolds.get(place);
      if (one != null) {
        cells.put(PER_FOLD + numbers.get(place), new Cell.Difference(one, null));
      }
    }
    cells.put("fold_difference", new Cell.Difference(mean, t.interval()));
    cells.put("fold_df", new Cell.Count(t.degrees()));
    cells.put("fold_p", Cell.probability(p()));
    cells.put("fold_p_holm", Cell.probability(adjusted));
    cells.put("higher", new Cell.Words("%s of %s folds".formatted(higher, folds)));
    if (tests == MethodDifference.Tests.ALLOWED) {
      cells.put("wilcoxon", new Cell.Words(wilcoxon()));
    }
  }

  /** Returns Wilcoxon's p-value, or its lower limit where that is above 0.05. */
  private String wilcoxon() {
    if (ranks.used() >= FEWEST_FOLDS) {
      return "p = " + new Cell.Probability(ranks.p()).text();
    }
    BigDecimal smallest = BigDecimal.valueOf(2).divide(BigDecimal.valueOf(2).pow(ranks.used()));
    return "p cannot be below " + smallest.min(BigDecimal.ONE).toPlainString();
  }
}
