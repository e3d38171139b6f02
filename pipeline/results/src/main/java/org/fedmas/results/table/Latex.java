package org.fedmas.results.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in LaTeX with booktabs: one table environment, one tabular per section. */
final class Latex {

  private static final Map<Integer, String> ESCAPES =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "$<$"),
          Map.entry((int) '>', "$>$"),
          Map.entry((int) '|', "$|$"),
          Map.entry((int) '±', "$\\pm$"),
          Map.entry((int) '–', "--"),
          Map.entry((int) '−', "$-$"));

  private Latex() {}

  static String of(TableDocument document) {
    Table table = document.table();
    StringBuilder text = new StringBuilder();
    text.append("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\small\n");
    text.append("\\caption{")
        .append(escaped(document.title() + ". " + table.caption()))
        .append("}\n");
    for (Table.Section section : table.sections()) {
      text.append("\\par\\medskip\\textit{").append(escaped(section.title())).append("}\\par\n");
      tabular(text, table, section.columns());
    }
    text.append("\\par\\medskip\n\\begin{minipage}{\\linewidth}\\footnotesize\n");
    table.footnotes().forEach(note -> text.append(escaped(note)).append("\\par\n"));
    return text.append("\\end{minipage}\n\\end{table}\n").toString();
  }

  private static void tabular(StringBuilder text, Table table, List<Column> columns) {
    text.append("\\begin{tabular}{l");
    columns.forEach(column -> text.append(column.isText() ? 'l' : 'r'));
    text.append("}\n\\toprule\n");
    line(text, table.rowTitle(), columns.stream().map(Column::title));
    text.append("\\midrule\n");
    for (Row row : table.rows()) {
      line(text, row.shownName(), columns.stream().map(column -> row.cell(column).text()));
    }
    text.append("\\bottomrule\n\\end{tabular}\n");
  }

  private static void line(StringBuilder text, String name, Stream<String> cells) {
    text.append(
            Stream.concat(Stream.of(name), cells)
                .map(Latex::escaped)
                .collect(Collectors.joining(" & ")))
        .append(" \\\\\n");
  }

  /** Returns text that LaTeX sets as it is; a hyphen before a number becomes a minus sign. */
  static String escaped(String text) {
    return text.replaceAll("(?<![\\p{L}\\p{N}_-])-(?=[0-9])", "−")
        .codePoints()
        .mapToObj(point -> ESCAPES.getOrDefault(point, Character.toString(point)))
        .collect(Collectors.joining());
  }
}
