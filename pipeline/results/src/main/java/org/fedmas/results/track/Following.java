package org.fedmas.results.track;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.score.RunSnapshot;
import org.jspecify.annotations.Nullable;

/** The repeated export of a run that may still last. */
public final class Following {

  /** A source of a run's numbers. */
  public interface Source {

    /** Returns the numbers known now. */
    RunSnapshot read() throws IOException;
  }

  private final Source source;
  private final Tracker tracker;
  private final Consumer<String> notice;
  private String said = "";

  /**
   * Creates an export.
   *
   * @param notice prints a line for the user
   */
  public Following(Source source, Tracker tracker, Consumer<String> notice) {
    this.source = source;
    this.tracker = tracker;
    this.notice = notice;
  }

  /** Writes the numbers that are known now, and returns them. */
  public RunSnapshot once() throws IOException {
    RunSnapshot run = source.read();
    if (run.hasRounds()) {
      say(tracker.write(run));
    }
    return run;
  }

  /**
   * Writes each round as it becomes known, until no process works on the run any more. A write that
   * fails after an earlier one succeeded is tried again while the run lasts.
   *
   * @param pause the time between two looks at the run
   * @return the last numbers
   */
  public RunSnapshot untilTheEnd(Duration pause) throws IOException {
    @Nullable RunSnapshot written = null;
    while (true) {
      RunSnapshot run = source.read();
      if (run.hasRounds() && (written == null || !run.sameNumbers(written))) {
        try {
          say(tracker.write(run));
          written = run;
        } catch (MissingInputException e) {
          if (written == null || !run.lasts()) {
            throw e;
          }
          say("note: " + e.getMessage() + "; trying again");
        }
      }
      if (!run.lasts()) {
        return run;
      }
      Waiting.pause(pause);
    }
  }

  /** Prints a line, but not the one just printed. */
  private void say(String line) {
    if (!line.equals(said)) {
      notice.accept(line);
      said = line;
    }
  }
}
