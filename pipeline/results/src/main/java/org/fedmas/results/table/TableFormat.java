package org.fedmas.results.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that a table is written in. */
public enum TableFormat {
  /** Aligned columns for a terminal. */
  TEXT(PlainText::of),
  /** Markdown. */
  MD(Markdown::of),
  /** One row per configuration, RFC 4180; values at full precision, an empty field means none. */
  CSV(CsvText::of),
  /** The fields of {@link #CSV} as JSON, with caption and notes. */
  JSON(JsonTable::of),
  /** LaTeX, with booktabs. */
  TEX(Latex::of),
  /** A page that opens offline, with charts. */
  HTML(TablePage::of);

  private interface Writer {
    String text(TableDocument document) throws IOException;
  }

  private final Writer writer;

  TableFormat(Writer writer) {
    this.writer = writer;
  }

  /** Returns the format of an id such as {@code tex}; empty for an unknown one. */
  public static Optional<TableFormat> of(String id) {
    return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
  }

  /** Returns all ids, for messages. */
  public static String ids(String between) {
    return Arrays.stream(values()).map(TableFormat::id).collect(Collectors.joining(between));
  }

  /** Returns the name on the command line, also the ending of a file. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns a document in this format, with a line break at the end. */
  public String text(TableDocument document) throws IOException {
    return writer.text(document);
  }
}
