package org.fedmas.pipeline.progress;

import java.io.PrintStream;
import java.util.Locale;

/** One line per reading. */
final class LineView implements JobView {

  private final int units;
  private final PrintStream out;

  LineView(int units, PrintStream out) {
    this.units = units;
    this.out = out;
  }

  @Override
  public void show(JobMeter.Reading reading) {
    String left =
        reading.left() < 0 ? "" : ", " + ConsoleProgress.duration(reading.left()) + " left";
    out.println(
        "  "
            + reading.done()
            + "/"
            + units
            + " units"
            + images(reading)
            + left
            + (reading.running().isEmpty() ? "" : "; running " + reading.running().get(0)));
  }

  @Override
  public void end(JobMeter.Reading reading) {
    out.println(
        "  "
            + reading.done()
            + "/"
            + units
            + " units in "
            + ConsoleProgress.duration(reading.seconds())
            + images(reading));
  }

  static String images(JobMeter.Reading reading) {
    return reading.allImages() == 0
        ? ""
        : String.format(Locale.ROOT, ", %.0f images/s", reading.rate());
  }
}
