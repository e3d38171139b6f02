package org.fedmas.results.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.CurveChart;
import org.fedmas.results.table.Row;
import org.fedmas.results.table.Table;
import org.fedmas.results.table.TableDocument;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a table of runs: a forest plot of the primary score, one of its differences from
 * the baseline, and the curves.
 */
public final class TableFigures {

  /** The sections whose first column with intervals is drawn: scores and differences. */
  private static final int DRAWN = 2;

  private TableFigures() {}

  /**
   * Writes each figure as SVG and as PNG; existing files of these names are replaced.
   *
   * @param folder created where it does not exist
   * @return names of the figures
   */
  public static List<String> write(Path folder, TableDocument document, DurableFiles files)
      throws IOException {
    return Figures.write(folder, of(document), files);
  }

  /**
   * Writes each figure as SVG alone, for pages.
   *
   * @return name → title of the figures, in order
   */
  public static Map<String, String> writeSvg(
      Path folder, TableDocument document, DurableFiles files) throws IOException {
    List<Figure> figures = of(document);
    Figures.writeSvg(folder, figures, files);
    Map<String, String> titles = new LinkedHashMap<>();
    figures.forEach(figure -> titles.put(figure.name(), figure.title()));
    return titles;
  }

  /** Returns the figures of a table; those without any number are left out. */
  static List<Figure> of(TableDocument document) {
    List<Figure> figures = new ArrayList<>();
    Table table = document.table();
    for (Table.Section section :
        table.sections().subList(0, Math.min(DRAWN, table.sections().size()))) {
      section.columns().stream()
          .filter(column -> column.kind() == Column.Kind.ESTIMATE)
          .findFirst()
          .flatMap(column -> forest(document, column))
          .ifPresent(figures::add);
    }
    document.charts().forEach(chart -> figures.add(curves(chart)));
    return figures;
  }

  private static Optional<Figure> forest(TableDocument document, Column column) {
    List<IntervalPlot.Row> rows =
        document.table().rows().stream().map(row -> row(row, column)).toList();
    boolean isEmpty = rows.stream().allMatch(row -> row.value() == null);
    boolean isDifference =
        document.table().rows().stream()
            .anyMatch(row -> row.cell(column) instanceof Cell.Difference);
    IntervalPlot.Reference zero = isDifference ? new IntervalPlot.Reference(0, "equal") : null;
    return isEmpty
        ? Optional.empty()
        : Optional.of(
            new Figure(
                column.id().replace('_', '-'),
                document.title() + ": " + column.title(),
                new IntervalPlot(Scale.of(column.title()), rows, zero, List.of())));
  }

  private static IntervalPlot.Row row(Row row, Column column) {
    Cell cell = row.cell(column);
    if (cell instanceof Cell.Estimate estimate) {
      return row(row, estimate.value(), estimate.interval());
    }
    if (cell instanceof Cell.Difference difference) {
      return row(row, difference.value(), difference.interval());
    }
    return new IntervalPlot.Row(row.shownName(), "", null, null, null);
  }

  private static IntervalPlot.Row row(Row row, double value, @Nullable Interval interval) {
    return new IntervalPlot.Row(
        row.shownName(),
        "",
        value,
        interval == null ? null : List.of(interval.lower(), interval.upper()),
        null);
  }

  private static Figure curves(CurveChart chart) {
    List<LineChart.Series> series = new ArrayList<>();
    for (int i = 0; i < chart.curves().size(); i++) {
      CurveChart.Curve curve = chart.curves().get(i);
      List<LineChart.Point> points = new ArrayList<>();
      for (int place = 0; place < chart.places().size(); place++) {
        Double value = curve.values().get(place);
        if (value != null) {
          points.add(new LineChart.Point(chart.places().get(place), value));
        }
      }
      series.add(new LineChart.Series(curve.name(), i, points));
    }
    List<Integer> places = chart.places();
    return new Figure(
        chart.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
        chart.title() + ": " + chart.detail(),
        new LineChart(
            new Scale(
                chart.axis(),
                (double) places.get(0),
                (double) Math.max(places.get(places.size() - 1), places.get(0) + 1),
                true),
            Scale.of(chart.title()),
            series,
            null,
            false));
  }
}
