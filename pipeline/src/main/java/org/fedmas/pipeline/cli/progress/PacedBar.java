package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;

/** A bar on a terminal, a line every 10 seconds elsewhere, and nothing without progress. */
final class PacedBar {

  private final PrintStream out;
  private final ProgressStyle style;
  private final Bar bar;
  private final LongSupplier clock;
  private final long start;
  private long next;

  /**
   * Creates the bar of work that begins now.
   *
   * @param clock returns nanoseconds
   * @param first nanoseconds until the first text
   */
  PacedBar(PrintStream out, ProgressStyle style, LongSupplier clock, long first) {
    this.out = out;
    this.style = style;
    this.bar = new Bar(out);
    this.clock = clock;
    this.start = clock.getAsLong();
    this.next = start + first;
  }

  /** Returns the nanoseconds from one text to the next. */
  static long pace(ProgressStyle style) {
    return style == ProgressStyle.BAR ? 200_000_000L : 10_000_000_000L;
  }

  /** Returns whether the next text is due. */
  boolean isDue() {
    return style != ProgressStyle.NONE && clock.getAsLong() - next >= 0;
  }

  /** Returns the time since the work began. */
  double seconds() {
    return (clock.getAsLong() - start) / 1e9;
  }

  /** Shows the completed share, from 0 to 1; details are below a bar, or behind a line's text. */
  void show(double share, String text, List<String> details) {
    next = clock.getAsLong() + pace(style);
    if (style == ProgressStyle.BAR) {
      bar.draw(share, text, details.stream().map(detail -> "    " + detail).toList());
    } else {
      out.println("  " + text + String.join("", details.stream().map(one -> "; " + one).toList()));
    }
  }

  /** Erases the bar, so that a line of text can be written. */
  void clear() {
    bar.clear();
  }
}
