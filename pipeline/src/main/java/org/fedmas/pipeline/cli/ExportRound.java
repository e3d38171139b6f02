package org.fedmas.pipeline.cli;

import org.fedmas.contract.error.ConfigException;

/** Which round's model is wanted. */
sealed interface ExportRound {

  /** The selected one. */
  record Best() implements ExportRound {}

  /** The last of the run, whether or not it has been computed. */
  record Last() implements ExportRound {}

  /** That one; 0 is the model before the first. */
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
