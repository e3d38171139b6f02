package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedmas.results.browser.Browser;
import org.fedmas.results.browser.Page;
import org.fedmas.results.detail.PageDetails;
import org.fedmas.results.probe.DivergenceTable;
import org.fedmas.results.probe.ProbeResult;
import org.fedmas.results.probe.ProbeScore;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of runs without scores, with many clients, or selected on test images. */
@Tag("e2e")
class ReportOfOtherRunsInBrowserTest {

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static Page drawn(Selection selection, RunMetrics metrics) throws Exception {
    return drawn(selection, metrics, PageDetails.NONE);
  }

  private static Page drawn(Selection selection, RunMetrics metrics, PageDetails details)
      throws Exception {
    Path file = folder.resolve("other.html");
    ReportPage.write(
        file,
        ReportExample.facts("run", selection, 30, List.of()),
        metrics,
        details,
        DurableFiles.local());
    Page other = browser.open(file, 1280, 900);
    assertThat(other.errors()).isEmpty();
    assertThat(other.evaluate("document.getElementById('problem').hidden").booleanValue()).isTrue();
    return other;
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
  void showsTheProbeOfFrozenFeatures() throws Exception {
    DivergenceTable spread =
        DivergenceTable.of(
            List.of(Arrays.asList(0.1, 0.2, 0.4, null), List.of(0.2, 0.3, 0.9, 0.4)));
    ProbeScore score = new ProbeScore(0.512, 0.6);
    ProbeResult.Linear linear = new ProbeResult.Linear(0.01, score);
    ProbeResult probe =
        new ProbeResult(
            "dino-vit-s16",
            384,
            List.of("a", "b", "c", "d"),
            List.of("one", "two"),
            900,
            100,
            List.of(new ProbeResult.Neighbours(20, score)),
            List.of(linear),
            linear,
            false,
            spread,
            null);
    RunMetrics metrics = ReportExample.metrics("run", Selection.VALIDATION, 2);
    Page page = drawn(Selection.VALIDATION, metrics, details(probe));
    assertThat(page.text())
        .contains("Scores of dino-vit-s16", "20 nearest neighbours", "linear, λ = 0.01, chosen")
        .contains("mean rank correlation of 1.00")
        .doesNotContain("Class prior P of round 1");
  }

  private static PageDetails details(ProbeResult probe) {
    PageDetails none = PageDetails.NONE;
    return new PageDetails(
        none.cautions(),
        none.weights(),
        none.curves(),
        none.errors(),
        none.checks(),
        none.settings(),
        none.times(),
        none.stages(),
        none.environment(),
        probe);
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
