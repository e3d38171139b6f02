package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.pipeline.run.control.UnitTask;

/** Runs units somewhere and returns when all have ended, well or not. */
public interface UnitExecutor {

  /**
   * Runs these units. Each commits its own artifact or notes its failure in the run's control
   * folder.
   *
   * @param jobName what the runner calls the job
   * @param tasks the units, in the order in which they had best be begun; none relies on it
   */
  void execute(String jobName, List<UnitTask> tasks);
}
