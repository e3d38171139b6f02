package org.fedmas.results.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.results.detail.PageDetails;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The report as one HTML file that opens offline. Style, scripts and the chart library are written
 * into the page, and so are the numbers, once, as JSON.
 */
public final class ReportPage {

  /** The sections in the order of the page: each has a place in the page and a script. */
  static final List<String> SECTIONS =
      List.of(
          "headline",
          "rounds",
          "aggregation",
          "priors",
          "probe",
          "classes",
          "discrimination",
          "calibration",
          "clients",
          "groups",
          "errors",
          "data",
          "time",
          "stages",
          "configuration",
          "checklist");

  /** The number of clients and of their images, where the metrics hold only quantiles. */
  private record Many(int clients, RunMetrics.Images images) {}

  private record Content(
      RunFacts facts, RunMetrics metrics, @Nullable Many many, PageDetails details) {}

  private ReportPage() {}

  /** Writes the page, whole or not at all; an existing one is replaced. */
  public static void write(
      Path file, RunFacts facts, RunMetrics metrics, PageDetails details, DurableFiles files)
      throws IOException {
    files.replace(file, html(facts, metrics, details).getBytes(StandardCharsets.UTF_8));
  }

  static String html(RunFacts facts, RunMetrics metrics, PageDetails details) throws IOException {
    Map<String, String> parts = new HashMap<>(PageResource.common());
    parts.putAll(
        Map.of(
            "title", PageTemplate.escaped(facts.run()),
            "library", PageResource.chartLibrary(),
            "charts", PageResource.text("charts.js"),
            "elements", PageResource.text("elements.js"),
            "figures", PageResource.text("figures.js"),
            "script", PageResource.text("report.js"),
            "sections", sections(".html"),
            "drawings", "\"use strict\";\n" + sections(".js"),
            "data", JsonText.embedded(content(facts, metrics, details))));
    return PageTemplate.filled(PageResource.text("report.html"), parts);
  }

  private static String sections(String ending) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String section : SECTIONS) {
      text.append(PageResource.text("sections/" + section + ending)).append('\n');
    }
    return text.toString();
  }

  private static Content content(RunFacts facts, RunMetrics metrics, PageDetails details) {
    if (metrics.clients().size() <= ClientQuantiles.MOST) {
      return new Content(facts, metrics, null, details);
    }
    ClientQuantiles many = ClientQuantiles.of(metrics);
    return new Content(facts, many.metrics(), new Many(many.clients(), many.images()), details);
  }
}
