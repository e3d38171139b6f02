package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run's progress on a stream: a bar and what runs on a terminal, a line every few seconds
 * elsewhere. Looks at the run's control folder and the store, so it works with every runner.
 */
public final class ConsoleProgress implements RunListener, AutoCloseable {

  private static final long LOOK_MILLIS = 200;
  private static final long LINE_MILLIS = 10_000;

  /** A look at the units may take one part in so many of the time. */
  private static final long LOOKS = 20;

  private final PrintStream out;
  private final ProgressStyle style;
  private final RunControl control;

  /** What was said of units; it stays on the run's board. */
  private final Set<String> told = new HashSet<>();

  private volatile @Nullable Watch watch;

  public ConsoleProgress(PrintStream out, ProgressStyle style, RunControl control) {
    this.out = out;
    this.style = style;
    this.control = control;
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

  /** Writes a line that stays, whatever the style. */
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

  /** Follows one job on a thread of its own. */
  private final class Watch extends Thread {

    private final List<PlannedUnit> units;
    private final JobView view;
    private volatile boolean ended;

    Watch(String title, List<PlannedUnit> units) {
      super("progress of " + title);
      setDaemon(true);
      this.units = units;
      this.view =
          style == ProgressStyle.BAR
              ? new BarView(units.size(), out)
              : new LineView(units.size(), out);
    }

    void end() {
      ended = true;
      interrupt();
      try {
        join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      JobProgress meter = new JobProgress(units);
      // looking for thousands of units takes a while, and must not take much of it
      long next = System.nanoTime();
      for (long millis = LOOK_MILLIS; !ended; millis += LOOK_MILLIS) {
        try {
          Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
          break;
        }
        List<Heartbeat> running = control.live().running();
        tellWhoWaits(running);
        tellNotes();
        long start = System.nanoTime();
        if (start >= next && (style == ProgressStyle.BAR || millis % LINE_MILLIS == 0)) {
          JobProgress.Reading reading = meter.read(control.attempts().done(), running);
          synchronized (out) {
            view.show(reading);
          }
          next = System.nanoTime() + LOOKS * (System.nanoTime() - start);
        }
      }
      tellNotes();
      JobProgress.Reading reading = meter.read(control.attempts().done(), List.of());
      synchronized (out) {
        view.end(reading);
      }
    }

    private void tellWhoWaits(List<Heartbeat> running) {
      for (Heartbeat beat : running) {
        if (beat.waitsFor() != null && told.add(beat.unit() + beat.waitsFor())) {
          say("  " + beat.unit() + " waits for " + beat.waitsFor());
        }
      }
    }

    private void tellNotes() {
      control.live().notes().stream().filter(told::add).forEach(note -> say("  " + note));
    }
  }

  /** Seconds as people read them. */
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
