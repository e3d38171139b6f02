package org.fedmas.pipeline.cli.progress;

import org.fedmas.contract.error.ConfigException;

/** A way to show progress. */
public enum ProgressStyle {
  /** A bar that is redrawn, for terminals. */
  BAR,
  /** Plain lines, for log files. */
  LINES,
  /** No progress. */
  NONE;

  /**
   * Returns the style that a value of {@code --progress} selects.
   *
   * @throws ConfigException if the value is unknown
   */
  public static ProgressStyle of(String option) {
    return switch (option) {
      case "auto" -> Boolean.getBoolean("fedmas.terminal") ? BAR : LINES;
      case "plain" -> LINES;
      case "none" -> NONE;
      default ->
          throw new ConfigException("--progress " + option + ": expected auto, plain or none");
    };
  }
}
