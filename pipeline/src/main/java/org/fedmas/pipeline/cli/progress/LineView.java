package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A view that writes one line per reading. */
final class LineView implements JobView {

  private static final int MOST_NAMED = 6;

  private final int units;
  private final PrintStream out;

  LineView(int units, PrintStream out) {
    this.units = units;
    this.out = out;
  }

  @Override
  public void show(JobProgress.Reading reading) {
    out.println("  " + counts(reading, units) + running(reading.running()));
  }

  @Override
  public void clear() {
    // written lines stay
  }

  @Override
  public void end(JobProgress.Reading reading) {
    out.println(summary(reading, units));
  }

  /** Returns the numbers of units and images, and the time left. */
  static String counts(JobProgress.Reading reading, int units) {
    String left =
        reading.left() < 0 ? "" : ", " + ConsoleProgress.duration(reading.left()) + " left";
    return reading.done() + "/" + units + " units" + images(reading) + left;
  }

  /** Returns the line that summarises an ended job. */
  static String summary(JobProgress.Reading reading, int units) {
    return "  %d/%d units in %s%s"
        .formatted(
            reading.done(), units, ConsoleProgress.duration(reading.seconds()), images(reading));
  }

  /** Returns the names of the first running units, since a cluster may run hundreds. */
  static String running(List<String> units) {
    if (units.isEmpty()) {
      return "";
    }
    String more = units.size() > MOST_NAMED ? ", and " + (units.size() - MOST_NAMED) + " more" : "";
    return "; running "
        + String.join(", ", units.subList(0, Math.min(units.size(), MOST_NAMED)))
        + more;
  }

  static String images(JobProgress.Reading reading) {
    return reading.allImages() == 0
        ? ""
        : String.format(Locale.ROOT, ", %.0f images/s", reading.rate());
  }
}
