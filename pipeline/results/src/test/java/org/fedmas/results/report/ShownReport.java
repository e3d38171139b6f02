package org.fedmas.results.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.results.browser.Browser;
import org.fedmas.results.browser.Page;
import org.fedmas.results.page.RunExample;
import org.fedmas.results.page.RunReport;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunResult;

/**
 * The report of an example run, opened in a browser.
 *
 * @param run the files that it was made from
 */
record ShownReport(Browser browser, RunResult run, Path file, Page page) implements AutoCloseable {

  static ShownReport open(Path folder) throws Exception {
    Browser browser = Browser.start(folder.resolve("profile"));
    RunFolder place = RunExample.write(folder, 700, 9, Selection.VALIDATION);
    Path file = folder.resolve("report.html");
    RunReport.write(
        place,
        file,
        ReportExample.facts("example", Selection.VALIDATION, 9, List.of("mind this")),
        Map.of("fold", Json.tree(1), "rounds", Json.tree(100)));
    return new ShownReport(
        browser, RunResult.read(place.folder()), file, browser.open(file, 1280, 900));
  }

  @Override
  public void close() throws Exception {
    browser.close();
  }
}
