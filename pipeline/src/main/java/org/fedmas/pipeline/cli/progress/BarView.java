package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar, and below it a line for each unit that runs: which, in which epoch, how fast, where.
 * Redrawn in place, so nothing else may be written to the terminal before it is cleared.
 */
final class BarView implements JobView {

  private static final int CELLS = 24;
  private static final int MOST_UNITS = 8;

  /** Lines are cut at the edge and not continued below, or the way back up would be too short. */
  private static final String CUT = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final String ERASE_BELOW = "\r\u001b[J";

  private final int units;
  private final PrintStream out;
  private int drawn;

  BarView(int units, PrintStream out) {
    this.units = units;
    this.out = out;
  }

  @Override
  public void show(JobProgress.Reading reading) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + bar(share(reading)) + " " + LineView.counts(reading, units));
    List<String> running = reading.running();
    running.stream().limit(MOST_UNITS).forEach(unit -> lines.add("    " + unit));
    if (running.size() > MOST_UNITS) {
      lines.add("    and " + (running.size() - MOST_UNITS) + " more");
    }
    print(back() + String.join("\n", lines) + "\n");
    drawn = lines.size();
  }

  @Override
  public void clear() {
    if (drawn > 0) {
      print(back());
      drawn = 0;
    }
  }

  @Override
  public void end(JobProgress.Reading reading) {
    clear();
    out.println(LineView.summary(reading, units));
  }

  private String back() {
    return (drawn > 0 ? "\u001b[" + drawn + "A" : "") + ERASE_BELOW;
  }

  private void print(String text) {
    out.print(CUT + text + WRAP);
    out.flush();
  }

  private double share(JobProgress.Reading reading) {
    return reading.allImages() > 0
        ? (double) reading.images() / reading.allImages()
        : (double) reading.done() / Math.max(1, units);
  }

  private static String bar(double share) {
    int full = (int) (share * CELLS);
    return String.format(
        "%3d%% [%s%s]",
        (int) (share * 100),
        "=".repeat(full),
        full < CELLS ? ">" + " ".repeat(CELLS - full - 1) : "");
  }
}
