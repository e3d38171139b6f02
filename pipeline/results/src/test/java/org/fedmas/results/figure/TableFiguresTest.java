package org.fedmas.results.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.CurveChart;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.fedmas.results.table.TableDocument;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFiguresTest {

  private static final Column SCORE =
      new Column("balanced_accuracy", "balanced accuracy", Column.Kind.ESTIMATE);
  private static final Column DIFFERENCE =
      new Column("difference", "difference", Column.Kind.ESTIMATE);
  private static final Column RECALL = new Column("recall_a", "a", Column.Kind.ESTIMATE);

  private static final TableDocument DOCUMENT =
      new TableDocument(
          "Two rows",
          new Table(
              "A caption.",
              "configuration",
              List.of(
                  new Table.Section("Scores", List.of(SCORE)),
                  new Table.Section("Compared", List.of(DIFFERENCE)),
                  new Table.Section("Recall", List.of(RECALL))),
              List.of(
                  new Row(
                      "base",
                      Map.of("balanced_accuracy", new Cell.Estimate(0.6, new Interval(0.5, 0.7))),
                      null),
                  new Row(
                      "other",
                      Map.of(
                          "balanced_accuracy", new Cell.Estimate(0.65, null),
                          "difference", new Cell.Difference(0.05, new Interval(-0.01, 0.1))),
                      null),
                  Row.missing("absent", "run absent not found")),
              List.of()),
          List.of(
              new CurveChart(
                  "Training loss",
                  "mean over seeds",
                  "round",
                  List.of(1, 2),
                  List.of(
                      new CurveChart.Curve(
                          "base", List.of(1.0, 0.5), List.of(1.0, 0.4), List.of(1.0, 0.6))))));

  private static <T extends Chart> T chart(int figure, Class<T> type) {
    return type.cast(TableFigures.of(DOCUMENT).get(figure).chart());
  }

  @Test
  void scoreDifferenceAndCurvesAreFigures() {
    assertThat(TableFigures.of(DOCUMENT))
        .extracting(Figure::name)
        .containsExactly("balanced-accuracy", "difference", "training-loss");
  }

  @Test
  void forestPlotShowsScoreAndIntervalOfEachRow() {
    assertThat(chart(0, IntervalPlot.class).rows())
        .containsExactly(
            new IntervalPlot.Row("base", "", 0.6, List.of(0.5, 0.7), null),
            new IntervalPlot.Row("other", "", 0.65, null, null),
            new IntervalPlot.Row("absent *", "", null, null, null));
  }

  @Test
  void differencesHaveALineAtZero() {
    assertThat(chart(1, IntervalPlot.class).reference())
        .isEqualTo(new IntervalPlot.Reference(0, "equal"));
  }

  @Test
  void curvesAreMeansOverSeeds() {
    assertThat(chart(2, LineChart.class).series())
        .containsExactly(
            new LineChart.Series(
                "base", 0, List.of(new LineChart.Point(1, 1), new LineChart.Point(2, 0.5))));
  }

  @Test
  void eachFigureIsWrittenAsSvgAndPng(@TempDir Path folder) throws Exception {
    assertThat(TableFigures.write(folder, DOCUMENT, DurableFiles.local()))
        .allSatisfy(
            name -> {
              assertThat(Files.readString(folder.resolve(name + ".svg"))).contains("<svg");
              assertThat(Files.size(folder.resolve(name + ".png"))).isPositive();
            });
  }
}
