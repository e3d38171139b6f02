package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** One line per reading. */
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
    // what was written stays
  }

  @Override
  public void end(JobProgress.Reading reading) {
    out.println(summary(reading, units));
  }

  /** Units, images and time left. */
  static String counts(JobProgress.Reading reading, int units) {
    String left =
        reading.left() < 0 ? "" : ", " + ConsoleProgress.duration(reading.left()) + " left";
    return reading.done() + "/" + units + " units" + images(reading) + left;
  }

  /** Returns the line that stays of a job. */
  static String summary(JobProgress.Reading reading, int units) {
    return "  "
        + reading.done()
        + "/"
        + units
        + " units in "
        + ConsoleProgress.duration(reading.seconds())
        + images(reading);
  }

  /** Returns the first few: a cluster may run hundreds. */
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
