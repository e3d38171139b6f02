package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fedmas.results.metric.Score;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.fedmas.results.score.ModelScores;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.fedmas.results.table.TableDocument;
import org.jspecify.annotations.Nullable;

/** The table of several models on one set of images: scores, model × client, recall per class. */
public final class ModelMatrixTable {

  private ModelMatrixTable() {}

  /**
   * Returns the table.
   *
   * @param models at least one, all on the same images
   * @param classes names of the classes
   * @param clients names of the clients
   * @param data name of the set of images, for the caption in brackets
   */
  public static TableDocument of(
      List<ModelScores> models, List<String> classes, List<String> clients, String data) {
    List<Table.Section> sections = new ArrayList<>();
    sections.add(
        new Table.Section(
            "Scores",
            List.of(
                column(Score.BALANCED_ACCURACY),
                column(Score.ACCURACY),
                column(Score.MACRO_F1_PRESENT),
                column(Score.MACRO_AUROC),
                new Column("images", "images", Column.Kind.NUMBER),
                new Column("skipped", "skipped", Column.Kind.NUMBER))));
    sections.add(numbered("Balanced accuracy per client", "client_", clients));
    sections.add(numbered("Recall per class", "recall_", classes));
    List<Row> rows = new ArrayList<>();
    for (ModelScores model : models) {
      rows.add(new Row(model.model(), cells(model), null));
    }
    return new TableDocument(
        "Evaluation of " + ScoreNames.count(models.size(), "model"),
        new Table(caption(models.get(0), clients, data), "model", sections, rows, notes()),
        List.of());
  }

  private static Column column(Score score) {
    return new Column(score.id(), ScoreNames.of(score), Column.Kind.ESTIMATE);
  }

  private static Table.Section numbered(String title, String prefix, List<String> names) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Column(prefix + i, names.get(i), Column.Kind.ESTIMATE));
    }
    return new Table.Section(title, columns);
  }

  private static Map<String, Cell> cells(ModelScores model) {
    TestScores test = model.test();
    TestStatistics statistics = Objects.requireNonNull(test.statistics());
    Map<String, @Nullable List<Double>> intervals = Objects.requireNonNull(test.interval());
    Map<String, Cell> cells = new TreeMap<>();
    put(cells, Score.BALANCED_ACCURACY, test.balancedAccuracy(), intervals);
    put(cells, Score.ACCURACY, test.accuracy(), intervals);
    put(cells, Score.MACRO_F1_PRESENT, statistics.macroF1Present(), intervals);
    put(cells, Score.MACRO_AUROC, test.macroAuroc(), intervals);
    cells.put("images", new Cell.Count(model.images()));
    cells.put("skipped", new Cell.Count(model.skipped()));
    for (int k = 0; k < model.perClient().size(); k++) {
      cells.put(
          "client_" + k, estimate(model.perClient().get(k), statistics.clientInterval().get(k)));
    }
    for (int c = 0; c < test.recall().size(); c++) {
      cells.put(
          "recall_" + c,
          estimate(test.recall().get(c), statistics.perClass().get(c).recallInterval()));
    }
    return cells;
  }

  private static void put(
      Map<String, Cell> cells,
      Score score,
      @Nullable Double value,
      Map<String, @Nullable List<Double>> intervals) {
    cells.put(score.id(), estimate(value, intervals.get(score.id())));
  }

  private static Cell estimate(@Nullable Double value, @Nullable List<Double> ends) {
    if (value == null) {
      return new Cell.Absent();
    }
    return new Cell.Estimate(value, ends == null ? null : new Interval(ends.get(0), ends.get(1)));
  }

  private static String caption(ModelScores any, List<String> clients, String data) {
    TestStatistics.Resampling resampling =
        Objects.requireNonNull(any.test().statistics()).resampling();
    return "%s (%s): %s of %s, scores without training. 95 %% intervals from %s resamples of lesions within clients, seed %s."
        .formatted(
            ScoreNames.count(any.images(), "image"),
            data,
            ScoreNames.count(resampling.lesions(), "lesion"),
            ScoreNames.count(clients.size(), "client"),
            ScoreNames.count(resampling.resamples()),
            resampling.seed());
  }

  private static List<String> notes() {
    return List.of(
        "Balanced accuracy is a mean over the classes that have images; compare scores over equal"
            + " classes only.",
        "Recall intervals: Wilson's by lesion. Fewer than five lesions have no interval.");
  }
}
