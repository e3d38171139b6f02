package org.fedmas.results.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fedmas.results.detail.RocCurve;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.fedmas.results.score.TestPredictions;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the selected model's scores on the test images.
 *
 * @param predictions null where the run has none
 */
record TestFigures(List<String> classes, TestScores scores, @Nullable TestPredictions predictions) {

  private static final String BALANCED = "balanced accuracy";

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>(List.of(recall(), confusion()));
    TestStatistics statistics = scores.statistics();
    if (statistics != null) {
      figures.add(reliability(statistics));
      TestStatistics.Groups groups = statistics.groups();
      if (groups != null) {
        figures.add(groups(groups));
      }
      TestStatistics.Subgroups subgroups = statistics.subgroups();
      if (subgroups != null) {
        for (int i = 0; i < subgroups.attributes().size(); i++) {
          figures.add(subgroups(i + 1, subgroups.attributes().get(i)));
        }
      }
    }
    if (predictions != null) {
      figures.add(roc(predictions));
    }
    return figures;
  }

  private Figure recall() {
    TestStatistics statistics = scores.statistics();
    List<IntervalPlot.Row> rows = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      String images = Numbers.count(scores.images(c));
      TestStatistics.ClassStatistics own = statistics == null ? null : statistics.perClass().get(c);
      rows.add(
          new IntervalPlot.Row(
              classes.get(c),
              own == null
                  ? "%s images".formatted(images)
                  : "%s images, %s lesions".formatted(images, Numbers.count(own.lesions())),
              scores.recall().get(c),
              own == null ? null : own.recallInterval(),
              null));
    }
    return new Figure(
        "recall",
        "Recall per class on the test images",
        new IntervalPlot(Scale.share("recall"), rows, reference(BALANCED), List.of()));
  }

  private IntervalPlot.@Nullable Reference reference(String name) {
    Double all = scores.balancedAccuracy();
    return all == null ? null : new IntervalPlot.Reference(all, name);
  }

  private Figure confusion() {
    List<List<HeatMap.Cell>> cells = new ArrayList<>();
    for (int t = 0; t < classes.size(); t++) {
      List<@Nullable Integer> row = scores.confusion().get(t);
      double images = row.stream().mapToInt(RunMetrics.Images::known).sum();
      List<HeatMap.Cell> shown = new ArrayList<>();
      for (int p = 0; p < classes.size(); p++) {
        Integer cell = row.get(p);
        shown.add(
            new HeatMap.Cell(
                Numbers.count(cell),
                images > 0 && cell != null ? (Double) (cell / images) : null,
                t == p));
      }
      cells.add(shown);
    }
    return new Figure(
        "confusion",
        "Confusion matrix: test images by true and predicted class, shaded by share of the true",
        new HeatMap("true class", "predicted class", classes, classes, cells));
  }

  private static Figure reliability(TestStatistics statistics) {
    List<LineChart.Point> points = new ArrayList<>();
    for (TestStatistics.Bin bin : statistics.reliability()) {
      Double confidence = bin.confidence();
      Double accuracy = bin.accuracy();
      if (confidence != null && accuracy != null) {
        points.add(new LineChart.Point(confidence, accuracy));
      }
    }
    return new Figure(
        "reliability",
        "Reliability diagram: accuracy by confidence in bins of equal numbers of images",
        new LineChart(
            Scale.share("mean confidence of the bin"),
            Scale.share("accuracy of the bin"),
            List.of(new LineChart.Series("model", 0, points)),
            null,
            true));
  }

  private Figure groups(TestStatistics.Groups groups) {
    return new Figure(
        "groups",
        "Mean recall of classes with many, a medium number of and few training images",
        new IntervalPlot(
            Scale.share("mean recall"),
            List.of(
                row("many, > " + groups.manyAbove(), groups.many()),
                row("medium", groups.medium()),
                row("few, < " + groups.fewBelow(), groups.few())),
            reference("all classes"),
            List.of()));
  }

  private IntervalPlot.Row row(String name, TestStatistics.Group group) {
    return new IntervalPlot.Row(
        name,
        group.classes().stream().map(classes::get).collect(Collectors.joining(" ")),
        group.recall(),
        group.interval(),
        null);
  }

  private Figure subgroups(int number, TestStatistics.Attribute attribute) {
    List<IntervalPlot.Row> rows = new ArrayList<>();
    for (TestStatistics.Cell cell : attribute.cells()) {
      rows.add(
          new IntervalPlot.Row(
              Objects.requireNonNullElse(cell.value(), "unknown"),
              "%s images, %s classes".formatted(cell.images(), cell.classes()),
              cell.balancedAccuracy(),
              cell.interval(),
              null));
    }
    return new Figure(
        "subgroups-%s-%s".formatted(number, attribute.name().replaceAll("[^A-Za-z0-9_-]+", "-")),
        "Balanced accuracy by " + attribute.name(),
        new IntervalPlot(Scale.of(BALANCED), rows, reference("all images"), List.of()));
  }

  private Figure roc(TestPredictions test) {
    TestStatistics statistics = scores.statistics();
    List<LineChart.Series> series = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      List<LineChart.Point> points = curve(test, c);
      boolean hidden = scores.recall().get(c) == null;
      if (!points.isEmpty() && !hidden) {
        Double area = statistics == null ? null : statistics.perClass().get(c).auroc();
        String name = area == null ? "" : " (%s)".formatted(Numbers.score(area));
        series.add(new LineChart.Series(classes.get(c) + name, c, points));
      }
    }
    return new Figure(
        "roc",
        "Receiver operating characteristic of each class against all others, with its AUROC",
        new LineChart(
            Scale.share("false-positive rate"), Scale.share("recall"), series, null, true));
  }

  private static List<LineChart.Point> curve(TestPredictions test, int label) {
    return RocCurve.of(test.predictions(), label).points().stream()
        .map(point -> new LineChart.Point(point.get(0), point.get(1)))
        .toList();
  }
}
