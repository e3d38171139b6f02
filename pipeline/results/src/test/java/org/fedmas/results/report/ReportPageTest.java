package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.results.detail.PageDetails;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @TempDir Path folder;

  @Test
  void carriesEveryNumberOfTheRunOnce() throws IOException {
    RunMetrics metrics = ReportExample.metrics("run", Selection.VALIDATION, 30);
    RunFacts facts = ReportExample.facts("run", Selection.VALIDATION, 30, List.of("mind this"));
    Path file = folder.resolve("run/report.html");
    ReportPage.write(file, facts, metrics, PageDetails.NONE, DurableFiles.local());

    JsonNode data = data(Files.readString(file));
    assertThat(JsonText.parse(data.get("metrics").toString(), RunMetrics.class)).isEqualTo(metrics);
    assertThat(data.get("facts").get("timing").get("started").textValue())
        .isEqualTo("2026-02-03T08:15:30Z");
    assertThat(data.get("facts").get("auxiliary").get("weights").textValue()).isEqualTo("moco-v2");
    assertThat(data.get("facts").get("machine").get("operating_system").textValue())
        .isEqualTo("Linux x86_64");
    assertThat(data.get("facts").get("units").get("reused").longValue()).isEqualTo(112);
    assertThat(data.get("facts").get("selection").textValue()).isEqualTo("validation");
    assertThat(data.get("facts").get("warnings").get(0).textValue()).isEqualTo("mind this");
  }

  @Test
  void needsNothingFromOutside() throws IOException {
    String page = page("run", ReportExample.metrics("run", Selection.VALIDATION, 2));

    assertThat(page)
        .contains("Chart.js v", "default-src 'none'")
        .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?\\s*(https?:)?//")
        .doesNotContain("<link", "<img", "<iframe", "@import", "url(", "sourceMappingURL");
  }

  @Test
  void everySectionHasAPlaceAndAScript() throws IOException {
    String page = page("run", ReportExample.empty("run"));

    for (String section : ReportPage.SECTIONS) {
      assertThat(page).contains("Page.section(\"" + section + "\"");
    }
    assertThat(page.split("<section ", -1)).hasSize(ReportPage.SECTIONS.size() + 2);
  }

  @Test
  void leavesNoPlaceUnfilled() throws IOException {
    assertThat(page("run", ReportExample.empty("run"))).doesNotContainPattern("\\{\\{[a-z]+}}");
  }

  @Test
  void takesNamesForTextOnly() throws IOException {
    String name = "</script><script>alert('{{data}} $1 \\1 & \u2028')</script><!--";
    String page = page(name, ReportExample.empty(name));

    assertThat(page).doesNotContain("<script>alert");
    assertThat(page).contains("<h1>&lt;/script&gt;&lt;script&gt;alert('{{data}} $1 \\1 &amp; ");
    assertThat(data(page).get("metrics").get("run").textValue()).isEqualTo(name);
    assertThat(data(page).get("facts").get("run").textValue()).isEqualTo(name);
  }

  @Test
  void isWrittenForRunsWithoutAnyScore() throws IOException {
    for (RunMetrics metrics : List.of(ReportExample.empty("run"), ReportExample.nulls("run"))) {
      JsonNode data = data(page("run", metrics)).get("metrics");
      assertThat(JsonText.parse(data.toString(), RunMetrics.class)).isEqualTo(metrics);
    }
  }

  private static String page(String run, RunMetrics metrics) throws IOException {
    return ReportPage.html(
        ReportExample.facts(run, Selection.VALIDATION, 30, List.of()), metrics, PageDetails.NONE);
  }

  private static JsonNode data(String page) throws IOException {
    Matcher found = DATA.matcher(page);
    assertThat(found.find()).isTrue();
    String json = found.group(1);
    assertThat(found.find()).as("the data stands in the page once").isFalse();
    return new ObjectMapper().readTree(json);
  }
}
