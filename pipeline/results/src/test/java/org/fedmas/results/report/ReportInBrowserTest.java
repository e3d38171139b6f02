package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.browser.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as its scripts render it in a real browser, if one is installed. */
@Tag("e2e")
class ReportInBrowserTest {

  private static final int WIDE = 1280;
  private static final int PHONE = 390;

  @RegisterExtension private static final ShownReport shown = new ShownReport();

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

    assertThat(shown.page().blankCharts()).isEmpty();
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

    assertThat(hidden).containsExactly("probe", "errors");
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

    assertThat(other.blankCharts()).isEmpty();
    assertThat(
            other
                .evaluate("document.querySelector('#forest .range').getBoundingClientRect().right")
                .doubleValue())
        .as("right side of the forest plot")
        .isLessThanOrEqualTo(PHONE);
    assertThat(other.tooWide()).isEmpty();
  }

  @Test
  void nothingSeriousHindersAccess() throws Exception {
    Page other = shown.browser().open(shown.file(), WIDE, 900);
    for (String scheme : List.of("light", "dark")) {
      other.prefer(scheme);
      assertThat(other.hindrances()).as(scheme).isEmpty();
    }
  }
}
