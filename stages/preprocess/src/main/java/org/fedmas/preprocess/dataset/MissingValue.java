package org.fedmas.preprocess.dataset;

import java.util.Set;

/** The texts that programs write for a value that is missing. */
final class MissingValue {

  /** The texts that pandas reads as missing, as far as they are words, and the one of a time. */
  private static final Set<String> WORDS =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-NaN",
          "-nan",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null",
          "NAN",
          "NaT");

  private MissingValue() {}

  /** Returns whether a table's cell, without white space around it, holds no value. */
  static boolean is(String cell) {
    return WORDS.contains(cell);
  }
}
