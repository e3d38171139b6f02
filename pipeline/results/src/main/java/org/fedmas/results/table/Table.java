package org.fedmas.results.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of results. Readers see its sections one below the other, each with the names of the
 * rows; scripts see all columns side by side.
 *
 * @param caption the content and the basis of the numbers, one sentence or more
 * @param rowTitle the title of the column of names
 * @param notes sentences below the table; those on gaps follow them
 */
public record Table(
    String caption, String rowTitle, List<Section> sections, List<Row> rows, List<String> notes) {

  /**
   * Columns that readers see together.
   *
   * @param title a few words
   */
  public record Section(String title, List<Column> columns) {

    public Section {
      columns = List.copyOf(columns);
    }
  }

  public Table {
    sections = sections.stream().filter(section -> !section.columns().isEmpty()).toList();
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
    Set<String> ids = new HashSet<>();
    for (Section section : sections) {
      for (Column column : section.columns()) {
        if (!ids.add(column.id())) {
          throw new IllegalArgumentException("found two columns with the id " + column.id());
        }
      }
    }
  }

  /** Returns the columns of all sections. */
  List<Column> columns() {
    return sections.stream().flatMap(section -> section.columns().stream()).toList();
  }

  /** Returns the notes, and a sentence for each gap. */
  List<String> footnotes() {
    List<String> all = new ArrayList<>(notes);
    rows.stream()
        .filter(row -> row.gap() != null)
        .forEach(row -> all.add("* " + row.name() + ": " + row.gap()));
    return all;
  }
}
