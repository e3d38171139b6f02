package org.fedmas.results.folds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.results.compare.MethodEvidence;
import org.fedmas.results.compare.ScoreNames;
import org.fedmas.results.metric.Score;
import org.fedmas.results.statistic.Moments;
import org.fedmas.results.statistic.SeedTable;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The columns of scores over folds, and of all out-of-fold predictions together.
 *
 * @param scores the primary one first
 * @param folds the folds of the table, ascending
 */
record FoldSections(List<Score> scores, List<Integer> folds) {

  private static final int FIRST = 4;
  private static final String OVER_FOLDS = "_over_folds";
  private static final String POOLED = "_pooled";

  /** Returns the scores that the predictions of several models can share: all but the ranks. */
  static List<Score> pooled(List<Score> scores) {
    return scores.stream().filter(score -> !score.id().equals(Score.MACRO_AUROC.id())).toList();
  }

  /** Returns the section that leads the table. */
  List<Table.Section> overFolds() {
    List<Column> first = new ArrayList<>();
    first.add(column("folds", "folds", Column.Kind.NUMBER));
    first.add(column("runs", "runs", Column.Kind.NUMBER));
    scores.subList(0, FIRST).forEach(score -> first.add(spread(score)));
    first.add(column("sd_over_seeds", "sd over seeds", Column.Kind.NUMBER));
    List<Column> perFold =
        folds.stream()
            .map(fold -> column("fold_" + fold, "fold " + fold, Column.Kind.NUMBER))
            .toList();
    return List.of(
        new Table.Section("Mean ± sd over folds of the mean over seeds", first),
        new Table.Section(
            "Further scores over folds",
            scores.subList(FIRST, scores.size()).stream().map(FoldSections::spread).toList()),
        new Table.Section("Folds, mean over seeds: " + name(scores.get(0)), perFold));
  }

  /** Returns the sections of the pooled scores. */
  List<Table.Section> pooled() {
    List<Table.Section> sections = new ArrayList<>();
    List<Score> shared = pooled(scores);
    for (int from = 0; from < shared.size(); from += FIRST) {
      List<Column> some = new ArrayList<>();
      if (from == 0) {
        some.add(column("pooled_seeds", "seeds", Column.Kind.NUMBER));
      }
      shared
          .subList(from, Math.min(shared.size(), from + FIRST))
          .forEach(
              score ->
                  some.add(
                      column(
                          score.id() + POOLED,
                          name(score) + ScoreNames.direction(score),
                          Column.Kind.ESTIMATE)));
      sections.add(
          new Table.Section(
              from == 0 ? "Pooled out-of-fold scores" : "Pooled out-of-fold scores, continued",
              some));
    }
    return sections;
  }

  private static Column spread(Score score) {
    return column(
        score.id() + OVER_FOLDS, name(score) + ScoreNames.direction(score), Column.Kind.SPREAD);
  }

  private static String name(Score score) {
    return ScoreNames.of(score);
  }

  private static Column column(String id, String title, Column.Kind kind) {
    return new Column(id, title, kind);
  }

  /** Adds the scores over folds of a method to its cells. */
  void fill(FoldRuns runs, Map<String, Cell> cells) {
    SeedTable primary = runs.table(scores.get(0));
    cells.put("folds", new Cell.Count(primary.folds()));
    cells.put("runs", new Cell.Count(primary.runs()));
    cells.put("sd_over_seeds", Cell.number(primary.seedDeviation()));
    List<@Nullable Double> means = primary.foldMeans();
    for (int place = 0; place < folds.size(); place++) {
      cells.put("fold_" + folds.get(place), Cell.number(means.get(place)));
    }
    for (Score score : scores) {
      Moments moments = runs.table(score).overFolds();
      Double mean = moments.mean();
      if (mean != null) {
        cells.put(
            score.id() + OVER_FOLDS, new Cell.Spread(mean, moments.deviation(), moments.count()));
      }
    }
  }

  /** Adds the pooled scores of a method to its cells. */
  void fill(MethodEvidence pooled, Map<String, Cell> cells) {
    cells.put("pooled_seeds", new Cell.Count(pooled.seeds()));
    pooled(scores).forEach(score -> cells.put(score.id() + POOLED, pooled.estimate(score)));
  }
}
