package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.results.browser.Browser;
import org.fedmas.results.browser.Page;
import org.fedmas.results.detail.PageDetails;
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
    Path file = folder.resolve("other.html");
    ReportPage.write(
        file,
        ReportExample.facts("run", selection, 30, List.of()),
        metrics,
        PageDetails.NONE,
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
