package org.fedmas.pipeline.cli.progress;

/** How progress is shown. */
public enum ProgressStyle {
  /** A bar that is redrawn, for terminals. */
  BAR,
  /** Plain lines, for log files. */
  LINES,
  /** Nothing. */
  NONE
}
