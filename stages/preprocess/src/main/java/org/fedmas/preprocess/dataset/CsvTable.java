package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fedmas.contract.error.MissingInputException;

/** A CSV file with a header line, read whole. Problems name the file and, where known, the line. */
record CsvTable(Path file, List<String> columns, List<Row> rows) {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** One line below the header. */
  record Row(Path file, long line, CSVRecord cells) {

    String text(String column) {
      return cells.get(column).strip();
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
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = CSVParser.parse(skipMark(reader), format)) {
      checkColumns(file, parser.getHeaderNames(), neededColumns);
      List<Row> rows = new ArrayList<>();
      for (CSVRecord cells : parser) {
        Row row = new Row(file, parser.getCurrentLineNumber(), cells);
        if (!cells.isConsistent()) {
          throw row.problem(cells.size() + " cells", parser.getHeaderNames().size() + " cells");
        }
        rows.add(row);
      }
      return new CsvTable(file, parser.getHeaderNames(), rows);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new MissingInputException(
          """
          %s: found something that is not a CSV table (%s); expected UTF-8 text with a header line \
          naming %s"""
              .formatted(file, e.getMessage(), neededColumns),
          e);
    }
  }

  /**
   * Returns the separator of a table: the first of comma, semicolon and tab that gives a header
   * line with these columns; the comma if none does.
   */
  static char separator(Path file, List<String> neededColumns) {
    for (char separator : SEPARATORS) {
      CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
      try (Reader reader = Files.newBufferedReader(file);
          CSVParser parser = CSVParser.parse(skipMark(reader), format)) {
        Iterator<CSVRecord> lines = parser.iterator();
        if (lines.hasNext() && lines.next().toList().containsAll(neededColumns)) {
          return separator;
        }
      } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
        return ','; // reading the whole table reports the problem
      }
    }
    return ',';
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  private static Reader skipMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK.charAt(0)) {
      reader.reset();
    }
    return reader;
  }

  private static void checkColumns(Path file, List<String> found, List<String> needed) {
    List<String> missing = needed.stream().filter(column -> !found.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new MissingInputException(
          file + ":1: missing columns " + missing + "; found columns " + found);
    }
  }
}
