package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run on a stream: a bar and the running units on a terminal, a line every few
 * seconds elsewhere. It is read from the control folder, so it works with every runner.
 */
public final class ConsoleProgress implements RunListener, AutoCloseable {

  private static final long READ_MILLIS = 200;
  private static final long LINE_MILLIS = 10_000;

  /** Smallest ratio of elapsed time to the time spent on reading progress. */
  private static final long READING_SHARE = 20;

  private final PrintStream out;
  private final ProgressStyle style;
  private final RunControl control;

  /** Notes already printed; the control folder keeps them until the run ends. */
  private final Set<String> reported = new HashSet<>();

  /** Warnings already printed. */
  private final Set<String> warned;

  private volatile @Nullable Watch watch;

  /** Creates the progress of one run. */
  public ConsoleProgress(PrintStream out, ProgressStyle style, RunControl control) {
    this(out, style, control, new HashSet<>());
  }

  /**
   * Creates the progress of one of several runs.
   *
   * @param warned warnings that earlier runs printed, which are not printed again
   */
  public ConsoleProgress(
      PrintStream out, ProgressStyle style, RunControl control, Set<String> warned) {
    this.out = out;
    this.style = style;
    this.control = control;
    this.warned = warned;
  }

  @Override
  public void jobStarts(String title, List<PlannedUnit> ready, int present) {
    if (style == ProgressStyle.NONE) {
      return;
    }
    String reused = present == 0 ? "" : ", " + present + " already there";
    say(title + ": " + count(ready.size()) + reused);
    Watch started = new Watch(title, ready);
    watch = started;
    started.start();
  }

  @Override
  public void jobEnds() {
    Watch ending = watch;
    if (ending != null) {
      ending.end();
      watch = null;
    }
  }

  @Override
  public void notice(String text) {
    if (style != ProgressStyle.NONE) {
      say(text);
    }
  }

  /** Prints a warning once, in every style, since it is not about progress. */
  @Override
  public void warning(String text) {
    if (warned.add(text)) {
      say(text);
    }
  }

  /** Prints a permanent line, in every style. */
  public void say(String text) {
    synchronized (out) {
      Watch showing = watch;
      if (showing != null) {
        showing.view.clear();
      }
      out.println(text);
    }
  }

  @Override
  public void close() {
    jobEnds();
  }

  private static String count(int units) {
    return units == 1 ? "1 unit" : units + " units";
  }

  /** A thread that follows one job. */
  private final class Watch extends Thread {

    private final List<PlannedUnit> units;
    private final JobView view;
    private final CountDownLatch ended = new CountDownLatch(1);

    Watch(String title, List<PlannedUnit> units) {
      super("progress of " + title);
      setDaemon(true);
      this.units = units;
      this.view = new JobView(units.size(), out, style == ProgressStyle.BAR);
    }

    void end() {
      ended.countDown();
      try {
        join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      JobProgress meter = new JobProgress(units);
      // reading the progress of thousands of units takes long, so it is read less often
      long next = System.nanoTime();
      for (long millis = READ_MILLIS; !hasEnded(); millis += READ_MILLIS) {
        List<Heartbeat> running = control.heartbeats().running();
        reportWaiting(running);
        reportNotes();
        long start = System.nanoTime();
        if (start >= next && (style == ProgressStyle.BAR || millis % LINE_MILLIS == 0)) {
          JobProgress.Reading reading = meter.read(control.outcomes().done(), running);
          synchronized (out) {
            view.show(reading);
          }
          next = System.nanoTime() + READING_SHARE * (System.nanoTime() - start);
        }
      }
      reportNotes();
      JobProgress.Reading reading = meter.read(control.outcomes().done(), List.of());
      synchronized (out) {
        view.end(reading);
      }
    }

    private boolean hasEnded() {
      try {
        return ended.await(READ_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return true;
      }
    }

    private void reportWaiting(List<Heartbeat> running) {
      for (Heartbeat beat : running) {
        if (beat.waitsFor() != null && reported.add(beat.unit() + beat.waitsFor())) {
          say("  " + beat.unit() + " waits for " + beat.waitsFor());
        }
      }
    }

    private void reportNotes() {
      control.heartbeats().notes().stream().filter(reported::add).forEach(note -> say("  " + note));
    }
  }

  /** Formats a duration for people. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }
}
