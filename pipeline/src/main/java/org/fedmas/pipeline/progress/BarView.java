package org.fedmas.pipeline.progress;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is redrawn in place; counts images where the job goes through any, else units. */
final class BarView implements JobView {

  private final ProgressBar bar;
  private final int units;

  BarView(String title, int units, PrintStream out) {
    this.units = units;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("  " + (title.length() > 30 ? title.substring(0, 29) + "…" : title))
            .setInitialMax(units)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .setUpdateIntervalMillis(200)
            .setMaxRenderedLength(120)
            .setEtaFunction(state -> java.util.Optional.<Duration>empty())
            .hideEta()
            .build();
  }

  @Override
  public void show(JobMeter.Reading reading) {
    bar.maxHint(reading.allImages() > 0 ? reading.allImages() : units);
    bar.stepTo(reading.allImages() > 0 ? reading.images() : reading.done());
    String left =
        reading.left() < 0 ? "" : ", " + ConsoleProgress.duration(reading.left()) + " left";
    bar.setExtraMessage(
        " " + reading.done() + "/" + units + " units" + LineView.images(reading) + left);
  }

  @Override
  public void end(JobMeter.Reading reading) {
    show(reading);
    bar.close();
  }
}
