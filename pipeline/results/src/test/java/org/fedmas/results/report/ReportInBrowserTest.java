package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.json.Json;
import org.fedmas.results.browser.Browser;
import org.fedmas.results.browser.Page;
import org.fedmas.results.detail.PageDetails;
import org.fedmas.results.page.RunExample;
import org.fedmas.results.page.RunReport;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunResult;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as its scripts render it in a real browser, if one is installed. */
@Tag("e2e")
class ReportInBrowserTest {

  private static final int WIDE = 1280;
  private static final int PHONE = 390;

  /** The labels of charts without a drawn point. */
  private static final String BLANK =
      """
      [...document.querySelectorAll("canvas")].filter((one) => one.width === 0 ||
        !one.getContext("2d").getImageData(0, 0, one.width, one.height).data.some((x) => x > 0))
        .map((one) => one.getAttribute("aria-label"))""";

  @TempDir static Path folder;
  private static Browser browser;
  private static RunResult run;
  private static Page page;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start(folder.resolve("profile"));
    RunFolder place = RunExample.write(folder, 700, 9, Selection.VALIDATION);
    Path file = folder.resolve("report.html");
    RunReport.write(
        place,
        file,
        ReportExample.facts("example", Selection.VALIDATION, 9, List.of("mind this")),
        Map.of("fold", Json.tree(1), "rounds", Json.tree(100)));
    run = RunResult.read(place.folder());
    page = browser.open(file, WIDE, 900);
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static TestScores test() {
    return Objects.requireNonNull(Objects.requireNonNull(run.metrics().selected()).test());
  }

  private static TestStatistics statistics() {
    return Objects.requireNonNull(test().statistics());
  }

  private static Page drawn(Selection selection, RunMetrics metrics) throws Exception {
    Path file = folder.resolve("other.html");
    ReportPage.write(
        file,
        ReportExample.facts("run", selection, 30, List.of()),
        metrics,
        PageDetails.NONE,
        DurableFiles.local());
    Page other = browser.open(file, WIDE, 900);
    assertThat(other.errors()).isEmpty();
    assertThat(other.evaluate("document.getElementById('problem').hidden").booleanValue()).isTrue();
    return other;
  }

  private static String score(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String interval(@Nullable List<Double> ends, int digits) {
    String form = "%." + digits + "f";
    return ends == null
        ? "–"
        : String.format(Locale.ROOT, form + " to " + form, ends.get(0), ends.get(1));
  }

  private static List<String> column(List<List<String>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  @Test
  void opensWithoutErrorsAndRequests() {
    assertThat(page.errors()).isEmpty();
    assertThat(page.requests()).isEmpty();
    assertThat(page.evaluate("document.getElementById('problem').hidden").booleanValue()).isTrue();
  }

  @Test
  void everyChartIsDrawn() {
    int canvases = page.evaluate("document.querySelectorAll('canvas').length").intValue();

    assertThat(page.evaluate(BLANK)).isEmpty();
    assertThat(page.evaluate("Charts.drawn().length").intValue()).isEqualTo(canvases);
    assertThat(canvases).isEqualTo(8);
  }

  @Test
  void everySectionIsShownThatHasData() {
    List<String> hidden = new ArrayList<>();
    page.evaluate(
            "[...document.querySelectorAll('main > section')].filter((one) => one.hidden).map((one) => one.id)")
        .forEach(id -> hidden.add(id.textValue()));

    assertThat(hidden).containsExactly("errors");
  }

  @Test
  void headlineHasTheScoreAndItsInterval() {
    assertThat(page.text())
        .contains(
            "Balanced accuracy %s (95 %% CI %s; 2\u202f000 bootstrap resamples of %s lesions"
                .formatted(
                    score(test().balancedAccuracy()),
                    interval(Objects.requireNonNull(test().interval()).get("balanced_accuracy"), 3),
                    statistics().resampling().lesions()));
  }

  @Test
  void allScoresAreThoseOfTheFile() {
    List<List<String>> rows = page.rows("All scores of the selected model");
    Map<String, @Nullable List<Double>> ends = Objects.requireNonNull(test().interval());

    assertThat(column(rows, 1))
        .containsExactly(
            score(test().balancedAccuracy()),
            score(test().accuracy()),
            score(statistics().macroPrecision()),
            score(test().macroF1()),
            score(statistics().macroF1Present()),
            score(test().macroAuroc()),
            score(statistics().macroAveragePrecision()),
            score(statistics().matthews()),
            score(statistics().cohensKappa()),
            score(statistics().brier()),
            score(statistics().nll()),
            score(statistics().acrossClients().mean()));
    assertThat(column(rows, 2))
        .startsWith(
            interval(ends.get("balanced_accuracy"), 3), interval(ends.get("accuracy"), 3))
        .endsWith(interval(ends.get("mean_of_clients"), 3));
  }

  @Test
  void classesHaveTheirScores() {
    List<List<String>> rows = page.rows("All scores per class");

    for (int c = 0; c < rows.size(); c++) {
      TestStatistics.ClassStatistics one = statistics().perClass().get(c);
      assertThat(rows.get(c).subList(2, 11))
          .containsExactly(
              Integer.toString(one.lesions()),
              test().confusion().get(c).get(c).toString(),
              score(test().recall().get(c)),
              interval(one.recallInterval(), 2),
              score(one.precision()),
              score(one.specificity()),
              score(one.f1()),
              score(one.auroc()),
              score(one.averagePrecision()));
    }
    assertThat(rows).hasSize(8);
  }

  @Test
  void theForestHasEveryClientWithItsInterval() {
    List<List<String>> rows = page.rows("Balanced accuracy of the selected model on each client");
    RunMetrics.Selected selected = Objects.requireNonNull(run.metrics().selected());

    assertThat(rows).hasSize(8);
    for (int k = 0; k < 6; k++) {
      assertThat(rows.get(k).subList(0, 3))
          .containsExactly(
              run.metrics().clients().get(k).name(),
              score(selected.perClient().get(k)),
              interval(statistics().clientInterval().get(k), 2));
    }
    assertThat(page.evaluate("document.querySelectorAll('#forest .point').length").intValue())
        .isEqualTo(8);
  }

  @Test
  void binsOfTheReliabilityDiagramAreThoseOfTheFile() {
    List<List<String>> rows = page.rows("Bins of equal mass");

    assertThat(column(rows, 2))
        .isEqualTo(
            statistics().reliability().stream().map(bin -> score(bin.confidence())).toList());
    assertThat(column(rows, 3))
        .isEqualTo(statistics().reliability().stream().map(bin -> score(bin.accuracy())).toList());
  }

  @Test
  void groupsAndSubgroupsAreThoseOfTheFile() {
    TestStatistics.Groups groups = Objects.requireNonNull(statistics().groups());
    TestStatistics.Attribute sex =
        Objects.requireNonNull(statistics().subgroups()).attributes().get(0);

    assertThat(column(page.rows("Mean recall of classes with many"), 3))
        .containsExactly(
            score(groups.many().recall()),
            score(groups.medium().recall()),
            score(groups.few().recall()));
    assertThat(column(page.rows("Subgroups by sex"), 5))
        .isEqualTo(sex.cells().stream().map(cell -> score(cell.balancedAccuracy())).toList());
  }

  @Test
  void weightsAreThoseOfTheSelectedRound() {
    int selected = Objects.requireNonNull(run.metrics().selected()).round();
    RunMetrics.RoundMetrics round = run.metrics().rounds().get(selected - 1);

    assertThat(column(page.rows("Weights in round " + selected), 3))
        .isEqualTo(round.weights().stream().map(weight -> score(weight)).toList());
  }

  @Test
  void roundsHaveTheScoresOfTheFile() {
    assertThat(column(page.rows("Balanced accuracy of the global model"), 1))
        .isEqualTo(
            run.metrics().rounds().stream()
                .map(round -> Objects.requireNonNull(round.global().validation()))
                .map(part -> score(part.balancedAccuracy()))
                .toList());
  }

  @Test
  void theSliderShowsThePriorsOfAnotherRound() {
    page.evaluate(
        """
        (() => {
          const slider = document.getElementById("round-slider");
          slider.value = 2;
          slider.dispatchEvent(new Event("input"));
        })()""");
    List<@Nullable Double> prior =
        Objects.requireNonNull(run.metrics().rounds().get(2).clients().get(3).classPrior());

    assertThat(page.evaluate("document.querySelector('.slider output').textContent").textValue())
        .startsWith("3");
    assertThat(page.rows("Class prior P").get(3))
        .containsExactly(
            "HAM rosendahl", two(prior.get(0)), two(prior.get(1)), two(prior.get(2)), "0", "0",
            "0", "0", "0");
  }

  private static String two(@Nullable Double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Test
  void timesAndKeysAreThoseOfTheRecord() {
    List<List<String>> steps = page.rows("Where the time went");

    assertThat(steps.get(steps.size() - 1).get(2))
        .isEqualTo(
            Integer.toString(run.record().jobs().stream().mapToInt(job -> job.units()).sum()));
    assertThat(page.rows("Keys that differ from their default"))
        .contains(List.of("rounds", "9", "100"))
        .noneMatch(row -> row.get(0).equals("fold"));
    assertThat(page.evaluate("document.querySelectorAll('.graph rect').length").intValue())
        .isEqualTo(7);
  }

  @Test
  void thePageSaysWhatMayMislead() {
    assertThat(page.evaluate("document.getElementById('warnings').textContent").textValue())
        .contains("mind this", "One training seed (0)", "no known lesion");
  }

  @Test
  void theButtonChangesTheColours() throws Exception {
    Page other = browser.open(folder.resolve("report.html"), WIDE, 900);
    String paper = "getComputedStyle(document.body).backgroundColor";
    String ink = "Charts.drawn()[0].options.scales.x.ticks.color";
    other.prefer("light");
    String before = other.evaluate(paper).textValue();
    String inkBefore = other.evaluate(ink).textValue();

    other.evaluate("document.getElementById('theme').click()");
    String dark = other.evaluate(paper).textValue();
    assertThat(dark).isNotEqualTo(before);
    assertThat(other.evaluate(ink).textValue()).isNotEqualTo(inkBefore);

    other.evaluate("document.getElementById('theme').click()");
    assertThat(other.evaluate(paper).textValue()).isEqualTo(before);
    other.evaluate("document.getElementById('theme').click()");
    other.prefer("dark");
    assertThat(other.evaluate(paper).textValue()).isEqualTo(dark);
  }

  @Test
  void nothingIsWiderThanAPhone() throws Exception {
    Page other = browser.open(folder.resolve("report.html"), PHONE, 800);

    assertThat(other.evaluate("document.documentElement.scrollWidth").intValue())
        .isLessThanOrEqualTo(PHONE);
    assertThat(other.evaluate(BLANK)).isEmpty();
    assertThat(
            other
                .evaluate("document.querySelector('#forest .range').getBoundingClientRect().right")
                .doubleValue())
        .as("right side of the forest plot")
        .isLessThanOrEqualTo(PHONE);
    assertThat(
            other.evaluate(
                """
                [...document.querySelectorAll("main *")].filter((one) =>
                  !one.closest(".scroll") && one.getBoundingClientRect().right > innerWidth + 1)
                  .map((one) => one.tagName + " " + one.className)"""))
        .isEmpty();
  }

  @Test
  void nothingSeriousHindersAccess() throws Exception {
    Page other = browser.open(folder.resolve("report.html"), WIDE, 900);
    for (String scheme : List.of("light", "dark")) {
      other.prefer(scheme);
      other.evaluate(axe() + ";undefined");
      JsonNode found =
          other.evaluate(
              """
              axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations
                .filter((one) => one.impact === "serious" || one.impact === "critical")
                .map((one) => one.id + ": " + one.nodes.map((node) => node.html).slice(0, 3).join(" ")))""");
      assertThat(found).as(scheme).isEmpty();
    }
  }

  private static String axe() throws IOException {
    try (InputStream in = ReportInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      assertThat(in).as("axe.min.js").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void showsScoresTablesAndCharts() throws Exception {
    Page other = drawn(Selection.VALIDATION, ReportExample.metrics("run", Selection.VALIDATION, 9));

    assertThat(other.text())
        .contains("then scored once on 4\u202f931 test images")
        .contains("Personal models", "own validation images", "0.610")
        .contains("2\u202f420", "HAM rosendahl", "0.918", "Robust factor", "moco-v2 weights");
    assertThat(other.evaluate("document.querySelectorAll('canvas').length").intValue())
        .isEqualTo(6);
  }

  @Test
  void callsSelectionOnTestImagesOptimistic() throws Exception {
    assertThat(drawn(Selection.TEST, ReportExample.metrics("run", Selection.TEST, 4)).text())
        .contains("Optimistic: selected on the test images.", "best of 4 looks")
        .contains("balanced accuracy, optimistic")
        .contains("optimistic: each client’s best round");
  }

  @Test
  void showsDashesWhereNothingWasScored() throws Exception {
    assertThat(drawn(Selection.VALIDATION, ReportExample.nulls("run")).text())
        .contains("no test images to score it on", "No numbers.", "–")
        .doesNotContain("NaN", "null", "undefined");
    assertThat(drawn(Selection.VALIDATION, ReportExample.empty("run")).text())
        .contains("No round was scored, so none was selected.", "No test images were scored.");
  }

  @Test
  void aThousandClientsAreShownByTheirSpread() throws Exception {
    assertThat(drawn(Selection.VALIDATION, ClientQuantilesTest.run(1000, 100)).text())
        .contains("1\u202f000 clients are too many to show each", "upper quartile")
        .doesNotContain("client-999");
  }
}
