package org.fedmas.results.score;

import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;

/**
 * A run's numbers at one moment.
 *
 * @param metrics of the rounds computed so far; test scores only of a run that has finished
 * @param lasts whether a process works on the run
 */
public record RunSnapshot(RunRecord record, RunMetrics metrics, boolean lasts) {

  /** Returns whether the run has reached its end, rather than being stopped before. */
  public boolean isFinished() {
    return !lasts && record.finished() != null;
  }

  /** Returns whether a round has been evaluated. */
  public boolean hasRounds() {
    return !metrics.rounds().isEmpty();
  }

  /** Returns whether another moment has equal numbers, whatever time has passed. */
  public boolean sameNumbers(RunSnapshot other) {
    return metrics.equals(other.metrics)
        && lasts == other.lasts
        && isFinished() == other.isFinished()
        && record.started().equals(other.record.started());
  }
}
