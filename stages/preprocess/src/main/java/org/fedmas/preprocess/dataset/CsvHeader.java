package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fedmas.contract.error.MissingInputException;

/**
 * The header line of a CSV table. A column without a name, such as the index that pandas writes, is
 * not read.
 *
 * @param form the form of the table, without a header
 * @param all the names of the columns, in order; empty for a column without a name
 */
record CsvHeader(CSVFormat form, List<String> all) {

  /** Reads the first line of a table. */
  static CsvHeader of(String text, CSVFormat form) throws IOException {
    try (CSVParser parser = CSVParser.parse(text, form)) {
      List<String> names = new ArrayList<>();
      for (CSVRecord first : parser) {
        first.forEach(name -> names.add(name.strip()));
        break;
      }
      return new CsvHeader(form, names);
    }
  }

  /** Returns the number of cells of the line. */
  int cells() {
    return all.size();
  }

  /** Returns the names of the columns that have one. */
  List<String> names() {
    return all.stream().filter(name -> !name.isEmpty()).toList();
  }

  /** Returns the form of the whole table, whose cells are found by these names. */
  CSVFormat format() {
    String[] keys = new String[all.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = all.get(i).isEmpty() ? "column " + (i + 1) : all.get(i);
    }
    return form.builder().setHeader(keys).setSkipHeaderRecord(true).get();
  }

  /**
   * Checks that each name stands once and all needed ones are present.
   *
   * @throws MissingInputException naming the file and the columns
   */
  void require(Path file, List<String> needed) {
    if (all.isEmpty()) {
      throw new MissingInputException(
          file + ": found an empty file, expected a header line naming " + needed);
    }
    List<String> twice =
        names().stream()
            .filter(name -> names().indexOf(name) < names().lastIndexOf(name))
            .distinct()
            .toList();
    if (!twice.isEmpty()) {
      throw new MissingInputException(
          file + ":1: found columns " + twice + " twice, expected each once; rename or remove one");
    }
    List<String> missing = needed.stream().filter(name -> !names().contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new MissingInputException(
          file + ":1: missing columns " + missing + "; found columns " + names());
    }
  }
}
