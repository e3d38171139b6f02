package org.fedmas.pipeline.cli.progress;

/** A way to show progress. */
public enum ProgressStyle {
  /** A bar that is redrawn, for terminals. */
  BAR,
  /** Plain lines, for log files. */
  LINES,
  /** No progress. */
  NONE
}
