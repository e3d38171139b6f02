package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fedmas.contract.TextFile;
import org.fedmas.contract.error.MissingInputException;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header line, read whole. Problems name the file and, where known, the line. */
record CsvTable(Path file, List<String> columns, List<Row> rows) {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** One line below the header. */
  record Row(Path file, long line, CSVRecord cells) {

    String text(String column) {
      return cells.get(column).strip();
    }

    /** Returns whether a column exists and the row has a value in it. */
    boolean has(String column) {
      return cells.isMapped(column) && !MissingValue.is(text(column));
    }

    MissingInputException problem(String found, String expected) {
      return new MissingInputException(
          file + ":" + line + ": found " + found + "; expected " + expected);
    }
  }

  /** Reads a file that has at least these columns, separated by commas. */
  static CsvTable read(Path file, List<String> neededColumns) {
    return read(file, neededColumns, ',');
  }

  /** Reads a file that has at least these columns. */
  static CsvTable read(Path file, List<String> neededColumns, char separator) {
    try {
      String text = TextFile.read(file);
      CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
      CsvHeader header = CsvHeader.of(text, format);
      header.require(file, neededColumns);
      List<Row> rows = new ArrayList<>();
      try (CSVParser parser = CSVParser.parse(text, header.format())) {
        for (CSVRecord cells : parser) {
          Row row = new Row(file, parser.getCurrentLineNumber(), cells);
          if (!cells.isConsistent()) {
            throw row.problem(
                cells.size() + " cells", header.cells() + " cells, as in the header line");
          }
          rows.add(row);
        }
      }
      if (rows.isEmpty()) {
        throw new MissingInputException(
            file + ": found a header line alone, expected one row per image below it");
      }
      return new CsvTable(file, header.names(), rows);
    } catch (IOException e) {
      throw new MissingInputException(file + ": " + e.getMessage(), e);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new MissingInputException(
          """
          %s: found something that is not a CSV table (%s); expected UTF-8 text with a header line \
          naming %s"""
              .formatted(file, reason(e), neededColumns),
          e);
    }
  }

  /**
   * Returns the separator of a table: the first of comma, semicolon and tab that gives a header
   * line with these columns; the comma if none does.
   */
  static char separator(Path file, List<String> neededColumns) {
    String text;
    try {
      text = TextFile.read(file);
    } catch (IOException e) {
      return ','; // reading the whole table reports the problem
    }
    return SEPARATORS.stream()
        .filter(separator -> separates(text, separator, neededColumns))
        .findFirst()
        .orElse(',');
  }

  private static boolean separates(String text, char separator, List<String> neededColumns) {
    try {
      CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
      return CsvHeader.of(text, format).names().containsAll(neededColumns);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return false; // a quoted name that ends at another separator, for one
    }
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  private static @Nullable String reason(RuntimeException e) {
    return e.getCause() instanceof IOException cause ? cause.getMessage() : e.getMessage();
  }
}
