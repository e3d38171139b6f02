package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** A listener to the progress of a run. */
public interface RunListener {

  /**
   * Announces the start of a job.
   *
   * @param title for example {@code round 3 of 10: aggregation}
   * @param ready the units that the job runs
   * @param present number of its units that were found present
   */
  void jobStarts(String title, List<PlannedUnit> ready, int present);

  /** Announces the end of the last started job. */
  void jobEnds();

  /** Shows a notice to the user. */
  void notice(String text);
}
