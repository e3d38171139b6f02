package org.fedmas.results.track;

import java.time.Instant;
import java.util.Optional;
import org.fedmas.results.record.RunRecord;

/**
 * The times that trackers show. They follow from the run's record alone, so that a second export
 * equals the first: a round ends after its own and all earlier rounds' seconds.
 */
public final class RunTimes {

  private static final double MILLIS = 1e3;

  private RunTimes() {}

  /** Returns the start of the run, in milliseconds since 1970. */
  public static long start(RunRecord record) {
    return Instant.parse(record.started()).toEpochMilli();
  }

  /** Returns the end of a round, in milliseconds since 1970; rounds of unknown length take none. */
  public static long end(RunRecord record, int round) {
    double seconds = 0;
    for (int r = 1; r <= round; r++) {
      seconds += Optional.ofNullable(record.roundSeconds().get(r)).orElse(0.0);
    }
    return start(record) + Math.round(seconds * MILLIS);
  }
}
