package org.fedmas.results.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.json.Json;
import org.fedmas.results.browser.Browser;
import org.fedmas.results.browser.Page;
import org.fedmas.results.page.RunExample;
import org.fedmas.results.page.RunReport;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunResult;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The report of an example run, opened in a browser for all tests of a class. */
final class ShownReport implements BeforeAllCallback, AfterAllCallback {

  private @Nullable Path folder;
  private @Nullable Browser browser;
  private @Nullable RunResult run;
  private @Nullable Page page;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path made = Files.createTempDirectory("fedmas-report-");
    folder = made;
    Browser started = Browser.start(made.resolve("profile"));
    browser = started;
    RunFolder place = RunExample.write(made, 700, 9, Selection.VALIDATION);
    RunReport.write(
        place,
        file(),
        ReportExample.facts("example", Selection.VALIDATION, 9, List.of("mind this")),
        Map.of("fold", Json.tree(1), "rounds", Json.tree(100)));
    run = RunResult.read(place.folder());
    page = started.open(file(), 1280, 900);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (folder != null) {
      DurableFiles.local().delete(folder);
    }
  }

  Browser browser() {
    return Objects.requireNonNull(browser);
  }

  /** Returns the files that the report was made from. */
  RunResult run() {
    return Objects.requireNonNull(run);
  }

  Path file() {
    return Objects.requireNonNull(folder).resolve("report.html");
  }

  Page page() {
    return Objects.requireNonNull(page);
  }
}
