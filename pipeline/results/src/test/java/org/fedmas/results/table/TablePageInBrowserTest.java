package org.fedmas.results.table;

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
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.Comparison;
import org.fedmas.results.compare.MadeRun;
import org.fedmas.results.metric.Score;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison in a real browser, if one is installed. */
@Tag("e2e")
class TablePageInBrowserTest {

  @TempDir Path folder;

  @Test
  void drawsAllCurves() throws Exception {
    Optional<String> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium or chrome on the PATH");
    Path file = Files.writeString(folder.resolve("page.html"), page());
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
        .contains("Training loss over rounds; last values: avg-fold1-seed0 0.667, mas-fold1 1.167");
    assertThat(page.split("<canvas", -1)).hasSize(3);
  }

  private static String page() throws Exception {
    MadeRun mas = MadeRun.of("mas-fold1-seed0").key("rule", "mas").quality(0.8);
    return TableFormat.HTML.text(
        Comparison.of(
                List.of(
                    MadeRun.of("avg-fold1-seed0").key("rule", "avg").entry(),
                    mas.entry(),
                    MadeRun.of("mas-fold1-seed1").seed(1).key("rule", "mas").quality(0.8).entry()),
                new CompareSettings(null, Score.BALANCED_ACCURACY, 200, 200))
            .document());
  }

  private static Optional<String> browser() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
