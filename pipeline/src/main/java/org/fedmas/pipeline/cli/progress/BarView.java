package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A view that draws a bar and, below it, a line for each running unit. */
final class BarView implements JobView {

  private static final int MOST_UNITS = 8;

  private final int units;
  private final PrintStream out;
  private final Bar bar;

  BarView(int units, PrintStream out) {
    this.units = units;
    this.out = out;
    this.bar = new Bar(out);
  }

  @Override
  public void show(JobProgress.Reading reading) {
    List<String> lines = new ArrayList<>();
    List<String> running = reading.running();
    running.stream().limit(MOST_UNITS).forEach(unit -> lines.add("    " + unit));
    if (running.size() > MOST_UNITS) {
      lines.add("    and %d more".formatted(running.size() - MOST_UNITS));
    }
    bar.draw(share(reading), LineView.counts(reading, units), lines);
  }

  @Override
  public void clear() {
    bar.clear();
  }

  @Override
  public void end(JobProgress.Reading reading) {
    clear();
    out.println(LineView.summary(reading, units));
  }

  private double share(JobProgress.Reading reading) {
    return reading.allImages() > 0
        ? (double) reading.images() / reading.allImages()
        : (double) reading.done() / Math.max(1, units);
  }
}
