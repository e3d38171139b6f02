package org.fedmas.results.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column.
 *
 * @param id its name in CSV and JSON, snake_case
 * @param title its name for readers
 */
public record Column(String id, String title, Kind kind) {

  /** The kinds of columns; each value of a cell has a field of its own in CSV and JSON. */
  public enum Kind {
    /** Words. */
    TEXT(""),
    /** One number: a count, a score or a p-value. */
    NUMBER(""),
    /** A number with its interval. */
    ESTIMATE("", "_lower", "_upper"),
    /** A mean with the standard deviation and the number of values behind it. */
    SPREAD("", "_sd", "_n");

    private final List<String> endings;

    Kind(String... endings) {
      this.endings = List.of(endings);
    }
  }

  /** Returns the names of the fields, as many as each cell of this column has values. */
  List<String> fields() {
    return kind.endings.stream().map(ending -> id + ending).toList();
  }

  /** Returns whether cells are words, which stand on the left. */
  boolean isText() {
    return kind == Kind.TEXT;
  }

  /** Returns the names of the fields of some columns. */
  static Stream<String> fields(List<Column> columns) {
    return columns.stream().flatMap(column -> column.fields().stream());
  }
}
