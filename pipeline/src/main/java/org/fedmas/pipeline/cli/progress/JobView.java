package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A view of the progress of one job: on a terminal a bar with a line for each running unit,
 * elsewhere one line per reading.
 */
final class JobView {

  private static final int MOST_BELOW_BAR = 8;
  private static final int MOST_IN_LINE = 6;

  private final int units;
  private final PrintStream out;
  private final boolean asBar;
  private final Bar bar;

  JobView(int units, PrintStream out, boolean asBar) {
    this.units = units;
    this.out = out;
    this.asBar = asBar;
    this.bar = new Bar(out);
  }

  void show(JobProgress.Reading reading) {
    List<String> running = reading.running();
    String left =
        reading.left() < 0 ? "" : ", " + ConsoleProgress.duration(reading.left()) + " left";
    String counts = reading.done() + "/" + units + " units" + images(reading) + left;
    if (!asBar) {
      out.println("  " + counts + inLine(running));
      return;
    }
    List<String> lines = new ArrayList<>();
    running.stream().limit(MOST_BELOW_BAR).forEach(unit -> lines.add("    " + unit));
    if (running.size() > MOST_BELOW_BAR) {
      lines.add("    and %s more".formatted(running.size() - MOST_BELOW_BAR));
    }
    double share =
        reading.allImages() > 0
            ? (double) reading.images() / reading.allImages()
            : (double) reading.done() / Math.max(1, units);
    bar.draw(share, counts, lines);
  }

  /** Erases the bar, so that a line of text can be written. */
  void clear() {
    bar.clear();
  }

  void end(JobProgress.Reading reading) {
    clear();
    out.println(
        "  %s/%s units in %s%s"
            .formatted(
                reading.done(),
                units,
                ConsoleProgress.duration(reading.seconds()),
                images(reading)));
  }

  /** Returns the names of the first running units, since a cluster may run hundreds. */
  private static String inLine(List<String> units) {
    int more = units.size() - MOST_IN_LINE;
    return units.isEmpty()
        ? ""
        : "; running "
            + String.join(", ", units.subList(0, Math.min(units.size(), MOST_IN_LINE)))
            + (more > 0 ? ", and " + more + " more" : "");
  }

  private static String images(JobProgress.Reading reading) {
    return reading.allImages() == 0
        ? ""
        : String.format(Locale.ROOT, ", %.0f images/s", reading.rate());
  }
}
