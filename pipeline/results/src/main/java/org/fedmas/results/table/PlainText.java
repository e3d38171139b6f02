package org.fedmas.results.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table as text for a terminal: one block of aligned columns per section. */
final class PlainText {

  private static final int WIDTH = 110;
  private static final String GAP = "  ";

  private PlainText() {}

  static String of(TableDocument document) {
    Table table = document.table();
    StringBuilder text = new StringBuilder(document.title()).append("\n");
    wrapped(text, table.caption());
    for (Table.Section section : table.sections()) {
      text.append('\n').append(section.title()).append('\n');
      block(text, table, section.columns());
    }
    text.append('\n');
    table.footnotes().forEach(note -> wrapped(text, note));
    return text.toString();
  }

  private static void block(StringBuilder text, Table table, List<Column> columns) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(table.rowTitle()));
    columns.forEach(column -> head.add(column.title()));
    lines.add(head);
    for (Row row : table.rows()) {
      List<String> line = new ArrayList<>(List.of(row.shownName()));
      columns.forEach(column -> line.add(row.cell(column).text()));
      lines.add(line);
    }
    int[] widths =
        IntStream.range(0, head.size())
            .map(c -> lines.stream().mapToInt(line -> length(line.get(c))).max().orElse(0))
            .toArray();
    for (List<String> line : lines) {
      StringBuilder one = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - length(line.get(c)));
        boolean left = c == 0 || columns.get(c - 1).isText();
        one.append(c == 0 ? "" : GAP).append(left ? line.get(c) + pad : pad + line.get(c));
      }
      text.append(one.toString().stripTrailing()).append('\n');
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Appends prose, broken at spaces. */
  private static void wrapped(StringBuilder text, String prose) {
    int used = 0;
    for (String word : prose.split(" ", -1)) {
      if (used > 0 && used + 1 + length(word) > WIDTH) {
        text.append('\n');
        used = 0;
      }
      text.append(used == 0 ? "" : " ").append(word);
      used += (used == 0 ? 0 : 1) + length(word);
    }
    text.append('\n');
  }
}
