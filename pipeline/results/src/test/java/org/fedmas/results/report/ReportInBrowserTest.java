package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.browser.Page;
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
  private static ShownReport shown;

  @BeforeAll
  static void open() throws Exception {
    shown = ShownReport.open(folder);
  }

  @AfterAll
  static void close() throws Exception {
    if (shown != null) {
      shown.close();
    }
  }

  @Test
  void opensWithoutErrorsAndRequests() {
    assertThat(shown.page().errors()).isEmpty();
    assertThat(shown.page().requests()).isEmpty();
    assertThat(shown.page().evaluate("document.getElementById('problem').hidden").booleanValue())
        .isTrue();
  }

  @Test
  void everyChartIsDrawn() {
    int canvases = shown.page().evaluate("document.querySelectorAll('canvas').length").intValue();

    assertThat(shown.page().evaluate(BLANK)).isEmpty();
    assertThat(shown.page().evaluate("Charts.drawn().length").intValue()).isEqualTo(canvases);
    assertThat(canvases).isEqualTo(8);
  }

  @Test
  void everySectionIsShownThatHasData() {
    List<String> hidden = new ArrayList<>();
    shown
        .page()
        .evaluate(
            "[...document.querySelectorAll('main > section')].filter((one) => one.hidden).map((one) => one.id)")
        .forEach(id -> hidden.add(id.textValue()));

    assertThat(hidden).containsExactly("errors");
  }

  @Test
  void thePageSaysWhatMayMislead() {
    assertThat(shown.page().evaluate("document.getElementById('warnings').textContent").textValue())
        .contains("mind this", "One training seed (0)", "no known lesion");
  }

  @Test
  void theButtonChangesTheColours() throws Exception {
    Page other = shown.browser().open(shown.file(), WIDE, 900);
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
    Page other = shown.browser().open(shown.file(), PHONE, 800);

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
    Page other = shown.browser().open(shown.file(), WIDE, 900);
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
}
