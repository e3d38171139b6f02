package org.fedmas.results.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fedmas.results.report.JsonText;
import org.fedmas.results.report.PageResource;
import org.fedmas.results.report.PageTemplate;

/**
 * A table as one HTML file that opens offline, in the style of the report. The table is written
 * into the page, so that it shows without scripts; charts are drawn by one.
 */
final class TablePage {

  private TablePage() {}

  static String of(TableDocument document) throws IOException {
    Table table = document.table();
    Map<String, String> parts = new HashMap<>(PageResource.common());
    parts.putAll(
        Map.of(
            "title", PageTemplate.escaped(document.title()),
            "library", document.charts().isEmpty() ? "" : PageResource.chartLibrary(),
            "script", PageResource.text(TablePage.class, "curves.js"),
            "caption", PageTemplate.escaped(table.caption()),
            "sections",
                table.sections().stream()
                    .map(section -> section(table, section))
                    .collect(Collectors.joining("\n")),
            "notes", notes(table),
            "data", JsonText.embedded(document.charts())));
    return PageTemplate.filled(PageResource.text(TablePage.class, "table.html"), parts);
  }

  private static String section(Table table, Table.Section section) {
    String title = PageTemplate.escaped(section.title());
    StringBuilder html = new StringBuilder();
    html.append("<section>\n<h2>").append(title).append("</h2>\n");
    html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(title)
        .append("\">\n<table>\n<thead><tr>");
    cell(html, "th scope=\"col\"", table.rowTitle());
    section.columns().forEach(column -> cell(html, head(column), column.title()));
    html.append("</tr></thead>\n<tbody>\n");
    for (Row row : table.rows()) {
      html.append("<tr>");
      cell(html, "th scope=\"row\"", row.shownName());
      for (Column column : section.columns()) {
        cell(html, column.isText() ? "td class=\"words\"" : "td", row.cell(column).text());
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>\n</div>\n</section>").toString();
  }

  private static String head(Column column) {
    return column.isText() ? "th scope=\"col\" class=\"words\"" : "th scope=\"col\"";
  }

  private static void cell(StringBuilder html, String tag, String text) {
    html.append('<')
        .append(tag)
        .append('>')
        .append(PageTemplate.escaped(text))
        .append("</")
        .append(tag, 0, 2)
        .append('>');
  }

  private static String notes(Table table) {
    List<String> notes = table.footnotes();
    return notes.stream()
        .map(note -> "<li>" + PageTemplate.escaped(note) + "</li>")
        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
  }
}
