package org.fedmas.pipeline.cli;

import org.fedmas.contract.error.ConfigException;
import picocli.CommandLine.Option;

/** How to say what was found. */
final class AnswerForm {

  @Option(names = "--format", paramLabel = "text|json", description = "Form (default: text).")
  String format = "text";

  /**
   * Returns whether as JSON.
   *
   * @throws ConfigException if it is neither that nor text
   */
  boolean isJson() {
    if (!format.equals("text") && !format.equals("json")) {
      throw new ConfigException("--format " + format + ": expected text or json");
    }
    return format.equals("json");
  }
}
