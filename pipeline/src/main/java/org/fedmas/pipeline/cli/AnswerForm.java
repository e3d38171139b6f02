package org.fedmas.pipeline.cli;

import org.fedmas.contract.error.ConfigException;
import picocli.CommandLine.Option;

/** The option {@code --format} of commands that print text or JSON. */
final class AnswerForm {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Output format (default: text).")
  String format = "text";

  /** Returns whether the output format is JSON; refuses any but JSON and text. */
  boolean isJson() {
    if (!format.equals("text") && !format.equals("json")) {
      throw new ConfigException("--format " + format + ": expected text or json");
    }
    return format.equals("json");
  }
}
