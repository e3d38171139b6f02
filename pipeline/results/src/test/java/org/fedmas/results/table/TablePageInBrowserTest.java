package org.fedmas.results.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.browser.Browser;
import org.fedmas.results.browser.Page;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.Comparison;
import org.fedmas.results.compare.MadeRun;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.folds.FoldComparison;
import org.fedmas.results.metric.Score;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of {@code compare} and of {@code experiments} over folds in a real browser, if one is
 * installed. Experiments on one fold have the page of {@code compare}.
 */
@Tag("e2e")
class TablePageInBrowserTest {

  private static final String COMPARE = "compare.html";
  private static final String EXPERIMENTS = "experiments.html";
  private static final int WIDE = 1280;
  private static final int PHONE = 390;
  private static final CompareSettings QUICK =
      new CompareSettings(null, Score.BALANCED_ACCURACY, 200, 200);

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start(folder.resolve("profile"));
    Files.writeString(folder.resolve(COMPARE), TableFormat.HTML.text(compared()));
    Files.writeString(folder.resolve(EXPERIMENTS), TableFormat.HTML.text(overFolds()));
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static MadeRun run(String rule, int fold, long seed) {
    return MadeRun.of("%s-fold%s-seed%s".formatted(rule, fold, seed))
        .fold(fold)
        .seed(seed)
        .key("rule", rule)
        .quality(rule.equals("avg") ? 0.6 : 0.8);
  }

  private static TableDocument compared() {
    return Comparison.of(
            List.of(
                run("avg", 1, 0).entry(),
                run("mas", 1, 0).entry(),
                run("mas", 1, 1).entry(),
                RunEntry.failed("none", new MissingInputException("run none not found"))),
            QUICK)
        .document();
  }

  private static TableDocument overFolds() {
    List<RunEntry> runs = new ArrayList<>();
    for (int fold = 1; fold <= 3; fold++) {
      for (int seed = 0; seed < 2; seed++) {
        runs.add(run("avg", fold, seed).entry().ofMethod("avg"));
        runs.add(run("mas", fold, seed).entry().ofMethod("mas"));
      }
    }
    return FoldComparison.of(runs, QUICK).document().withTitle("Experiment sample");
  }

  private static Page page(String name, int width) throws Exception {
    return browser.open(folder.resolve(name), width, 900);
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPARE, EXPERIMENTS})
  void opensWithoutErrorsAndRequests(String name) throws Exception {
    Page page = page(name, WIDE);

    assertThat(page.errors()).isEmpty();
    assertThat(page.requests()).isEmpty();
    assertThat(page.evaluate("document.getElementById('problem').hidden").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPARE, EXPERIMENTS})
  void everyChartIsDrawn(String name) throws Exception {
    Page page = page(name, WIDE);

    assertThat(page.evaluate("document.querySelectorAll('canvas').length").intValue())
        .isEqualTo(name.equals(COMPARE) ? 2 : 3);
    assertThat(page.blankCharts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPARE, EXPERIMENTS})
  void nothingIsWiderThanAPhone(String name) throws Exception {
    Page page = page(name, PHONE);

    assertThat(page.tooWide()).isEmpty();
    assertThat(page.blankCharts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPARE, EXPERIMENTS})
  void nothingSeriousHindersAccess(String name) throws Exception {
    Page page = page(name, WIDE);
    for (String scheme : List.of("light", "dark")) {
      page.prefer(scheme);
      assertThat(page.hindrances()).as(scheme).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPARE, EXPERIMENTS})
  void theButtonChangesTheColours(String name) throws Exception {
    Page page = page(name, WIDE);
    String paper = "getComputedStyle(document.body).backgroundColor";
    page.prefer("light");
    String before = page.evaluate(paper).textValue();

    page.evaluate("document.getElementById('theme').click()");

    assertThat(page.evaluate(paper).textValue()).isNotEqualTo(before);
    assertThat(page.blankCharts()).isEmpty();
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void curvesEndWithTheLastValues() throws Exception {
    Page page = page(COMPARE, WIDE);

    assertThat(page.evaluate("document.querySelectorAll('canvas')[1].ariaLabel").textValue())
        .isEqualTo(
            "Training loss over rounds; last values: avg-fold1-seed0 0.667, mas-fold1 1.167");
  }
}
