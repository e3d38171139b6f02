package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as its script renders it in a real browser, if one is installed. */
@Tag("e2e")
class ReportInBrowserTest {

  @TempDir Path folder;

  @Test
  void showsScoresTablesAndCharts() throws Exception {
    String page =
        drawn(Selection.VALIDATION, ReportExample.metrics("run", Selection.VALIDATION, 9));

    assertThat(page)
        .contains("then scored once on 4\u202f931 test images")
        .contains("Personal models", "own validation images", "0.610")
        .contains("2\u202f420", "HAM rosendahl", "0.918", "Robust factor", "moco-v2 weights");
    assertThat(page.split("<canvas", -1)).hasSize(6);
  }

  @Test
  void callsSelectionOnTestImagesOptimistic() throws Exception {
    assertThat(drawn(Selection.TEST, ReportExample.metrics("run", Selection.TEST, 4)))
        .contains("Optimistic: selected on the test images.", "best of 4 looks")
        .contains("balanced accuracy, optimistic")
        .contains("optimistic: each client’s best round");
  }

  @Test
  void showsDashesWhereNothingWasScored() throws Exception {
    assertThat(drawn(Selection.VALIDATION, ReportExample.nulls("run")))
        .contains("no test images to score it on", "No numbers.", "–")
        .doesNotContain("NaN", ">null<", "undefined<");
    assertThat(drawn(Selection.VALIDATION, ReportExample.empty("run")))
        .contains("No round was scored, so none was selected.", "No test images were scored.");
  }

  /** Returns the document after its script ran, without the scripts. */
  private String drawn(Selection selection, RunMetrics metrics) throws Exception {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium or chrome on the PATH");
    Path file = folder.resolve("report.html");
    ReportPage.write(
        file, ReportExample.facts("run", selection, 30, List.of()), metrics, DurableFiles.local());
    Path dom = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.get(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String page = Files.readString(dom).replaceAll("(?s)<script.*?</script>", "");
    assertThat(page)
        .contains("id=\"problem\" class=\"note\" role=\"alert\" hidden=\"\"")
        .contains("How it was run");
    return page;
  }

  private static Optional<String> browser() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
