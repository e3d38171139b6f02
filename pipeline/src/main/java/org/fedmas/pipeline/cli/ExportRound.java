package org.fedmas.pipeline.cli;

import org.fedmas.contract.error.ConfigException;

/** The round whose model is exported. */
sealed interface ExportRound {

  /** The round selected by validation or test scores. */
  record Best() implements ExportRound {}

  /** The last configured round, computed or not. */
  record Last() implements ExportRound {}

  /** The round with the given number; 0 for the model before round 1. */
  record Numbered(int number) implements ExportRound {}

  static ExportRound of(String text) {
    if (text.equals("best")) {
      return new Best();
    }
    if (text.equals("last")) {
      return new Last();
    }
    if (text.matches("\\d{1,9}")) {
      return new Numbered(Integer.parseInt(text));
    }
    throw new ConfigException("--round " + text + ": expected best, last or a number");
  }
}
