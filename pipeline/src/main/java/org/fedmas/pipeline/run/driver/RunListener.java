package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** A listener to the progress of a run, by default without an effect. */
public interface RunListener {

  /** A listener without output, for plans. */
  RunListener QUIET = new RunListener() {};

  /**
   * Announces the start of a job.
   *
   * @param title for example {@code round 3 of 10: aggregation}
   * @param ready the units that the job runs
   * @param present number of its units that were found present
   */
  default void jobStarts(String title, List<PlannedUnit> ready, int present) {}

  /** Announces the end of the last started job. */
  default void jobEnds() {}

  /** Shows a notice about progress, such as the score of a round. */
  default void notice(String text) {}

  /** Shows a warning, which the run's record and report hold too. */
  default void warning(String text) {
    notice(text);
  }
}
