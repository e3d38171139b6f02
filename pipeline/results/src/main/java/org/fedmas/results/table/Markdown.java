package org.fedmas.results.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown, with pipe tables: one per section. */
final class Markdown {

  private Markdown() {}

  static String of(TableDocument document) {
    Table table = document.table();
    StringBuilder text = new StringBuilder();
    text.append("## ").append(escaped(document.title())).append("\n\n");
    text.append(escaped(table.caption())).append("\n\n");
    for (Table.Section section : table.sections()) {
      text.append("**").append(escaped(section.title())).append("**\n\n");
      block(text, table, section.columns());
      text.append('\n');
    }
    table.footnotes().forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    return text.toString();
  }

  private static void block(StringBuilder text, Table table, List<Column> columns) {
    line(text, table.rowTitle(), columns.stream().map(Column::title));
    text.append("|---|");
    columns.forEach(column -> text.append(column.isText() ? "---|" : "---:|"));
    text.append('\n');
    for (Row row : table.rows()) {
      line(text, row.shownName(), columns.stream().map(column -> row.cell(column).text()));
    }
  }

  private static void line(StringBuilder text, String name, Stream<String> cells) {
    text.append("| ")
        .append(
            Stream.concat(Stream.of(name), cells)
                .map(Markdown::escaped)
                .collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\\\|*_<`\\[\\]#]", "\\\\$0");
  }
}
