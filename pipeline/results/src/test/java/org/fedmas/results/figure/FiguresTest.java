package org.fedmas.results.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fedmas.contract.json.Json;
import org.fedmas.results.detail.RocCurve;
import org.fedmas.results.page.RunExample;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.RunResults;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class FiguresTest {

  private static final TestPredictions TEST = FigureExample.predictions();
  private static final RunMetrics METRICS = FigureExample.metrics(TEST);
  private static final TestScores SCORES =
      Objects.requireNonNull(Objects.requireNonNull(METRICS.selected()).test());
  private static final List<Figure> FIGURES = Figures.of(METRICS, TEST);

  /** A folder that keeps the files: {@code -Dfedmas.figures=DIR}. */
  private static final String KEPT = System.getProperty("fedmas.figures", "");

  @TempDir Path temporary;

  private static <T extends Chart> T chart(String name, Class<T> type) {
    return FIGURES.stream()
        .filter(figure -> figure.name().equals(name))
        .map(figure -> type.cast(figure.chart()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyChartOfTheReportIsAFigure() {
    assertThat(FIGURES)
        .extracting(Figure::name)
        .containsExactly(
            "global-score",
            "loss",
            "local-score",
            "weights",
            "robust-factors",
            "weight-shares",
            "priors",
            "divergences",
            "clients",
            "recall",
            "confusion",
            "reliability",
            "groups",
            "subgroups-1-age_approx",
            "subgroups-2-sex",
            "roc");
  }

  @Test
  void everyFigureIsWrittenAsSvgAndPng() throws Exception {
    Path folder = KEPT.isEmpty() ? temporary.resolve("new/figures") : Path.of(KEPT);

    List<String> names = Figures.write(folder, FIGURES, DurableFiles.local());

    assertThat(names).hasSize(FIGURES.size());
    for (String name : names) {
      BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
      Document svg =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve(name + ".svg").toFile());
      double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
      assertThat(image.getWidth()).as(name).isEqualTo((int) Math.ceil(3 * width));
      assertThat(svg.getElementsByTagName("title").getLength()).isEqualTo(1);
      assertThat(svg.getElementsByTagName("path").getLength()).isGreaterThan(10);
      assertThat(svg.getElementsByTagName("text").getLength()).isZero();
    }
  }

  @Test
  void equalRunsGiveEqualBytes() throws IOException {
    Figures.write(temporary.resolve("a"), FIGURES, DurableFiles.local());
    Figures.write(temporary.resolve("b"), FIGURES, DurableFiles.local());

    for (Figure figure : FIGURES) {
      for (String ending : List.of(".svg", ".png")) {
        assertThat(Files.readAllBytes(temporary.resolve("a/" + figure.name() + ending)))
            .isEqualTo(Files.readAllBytes(temporary.resolve("b/" + figure.name() + ending)));
      }
    }
  }

  @Test
  void linesOverRoundsAreThoseOfTheMetrics() {
    LineChart loss = chart("loss", LineChart.class);

    assertThat(loss.series()).hasSize(6);
    for (int k = 0; k < 6; k++) {
      LineChart.Series line = loss.series().get(k);
      int client = k;
      assertThat(line.name()).isEqualTo(METRICS.clients().get(k).name());
      assertThat(line.points())
          .isEqualTo(
              METRICS.rounds().stream()
                  .map(
                      round ->
                          new LineChart.Point(round.round(), round.clients().get(client).loss()))
                  .toList());
    }
    assertThat(loss.marked()).isEqualTo(new LineChart.Marked(31, "round 31, selected"));
  }

  @Test
  void scoresOfClientsHaveTheirIntervals() {
    IntervalPlot clients = chart("clients", IntervalPlot.class);
    TestStatistics statistics = Objects.requireNonNull(SCORES.statistics());

    for (int k = 0; k < 6; k++) {
      IntervalPlot.Row row = clients.rows().get(k);
      assertThat(row.value()).isEqualTo(METRICS.selected().perClient().get(k));
      assertThat(row.interval()).isEqualTo(statistics.clientInterval().get(k));
    }
    assertThat(clients.reference().value()).isEqualTo(SCORES.balancedAccuracy());
  }

  @Test
  void recallsHaveTheIntervalsByLesion() {
    IntervalPlot recall = chart("recall", IntervalPlot.class);
    TestStatistics statistics = Objects.requireNonNull(SCORES.statistics());

    assertThat(recall.rows()).extracting(IntervalPlot.Row::value).isEqualTo(SCORES.recall());
    assertThat(recall.rows().get(0).interval())
        .isEqualTo(statistics.perClass().get(0).recallInterval());
  }

  @Test
  void theConfusionMatrixIsThatOfTheMetrics() {
    HeatMap confusion = chart("confusion", HeatMap.class);

    assertThat(confusion.cells())
        .extracting(row -> row.stream().map(cell -> Integer.valueOf(cell.text())).toList())
        .isEqualTo(SCORES.confusion());
  }

  @Test
  void reliabilityIsThatOfTheMetrics() {
    TestStatistics statistics = Objects.requireNonNull(SCORES.statistics());

    assertThat(chart("reliability", LineChart.class).series().get(0).points())
        .hasSize((int) statistics.reliability().stream().filter(bin -> bin.count() > 0).count());
  }

  @Test
  void curvesAreThoseOfTheReport() {
    List<LineChart.Series> curves = chart("roc", LineChart.class).series();

    assertThat(curves).hasSize(8);
    for (int c = 0; c < 8; c++) {
      assertThat(curves.get(c).points())
          .extracting(point -> List.of(point.x(), point.y()))
          .isEqualTo(RocCurve.of(TEST.predictions(), c).points());
    }
  }

  @Test
  void neighbouringSeriesDifferWithoutColour() {
    for (int a = 0; a < 12; a++) {
      for (int b = a + 1; b < Math.min(12, a + 6); b++) {
        Look one = Look.of(a);
        Look other = Look.of(b);
        boolean isSame =
            Arrays.equals(one.dashes(), other.dashes())
                && one.marker() == other.marker()
                && one.filled() == other.filled();
        assertThat(isSame).as("%s and %s", a, b).isFalse();
      }
    }
  }

  /** Turns a run into the form of version 0.2: no schema, no statistics, no groups of images. */
  private static RunResult ofVersion02(RunFolder place) throws IOException {
    Path folder = place.folder();
    Path metrics = folder.resolve(RunResults.METRICS);
    ObjectNode json = (ObjectNode) Json.mapper().readTree(metrics.toFile());
    json.remove("schema");
    ((ObjectNode) json.at("/selected/test")).remove(List.of("interval", "statistics"));
    Files.writeString(metrics, json.toString());
    Path table = folder.resolve(PredictionTable.FILE);
    List<PredictionRow> rows =
        GroupedPredictionTable.read(table).stream().map(GroupedPrediction::prediction).toList();
    PredictionTable.write(table, rows);
    return RunResult.read(folder);
  }

  @Test
  void aRunOfVersion02HasTheFiguresThatItsFilesAllow() throws IOException {
    RunResult run = ofVersion02(RunExample.write(temporary, 80, 2, Selection.VALIDATION));

    assertThat(Figures.of(run.metrics(), run.predictions().orElse(null)))
        .extracting(Figure::name)
        .contains("global-score", "loss", "clients", "recall", "confusion")
        .doesNotContain("roc", "reliability", "groups");
  }

  @Test
  void aRunWithoutScoresHasNoFigures() {
    RunMetrics empty = PlainMetrics.of("empty", 1, 0, List.of("a"), List.of(), List.of(), null);

    assertThat(Figures.of(empty, null)).isEmpty();
  }
}
