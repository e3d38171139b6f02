package org.fedmas.pipeline.run;

import java.util.List;

/** Runs units somewhere, in any order, and returns when all have ended, well or not. */
public interface UnitExecutor {

  /**
   * Runs these units. Each commits its own artifact or notes its failure in the run's control
   * folder.
   *
   * @param jobName what the runner calls the job
   */
  void execute(String jobName, List<UnitTask> tasks);
}
