package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;

/** A way to run units: in this process, or on a cluster. */
public interface UnitExecutor {

  /**
   * Runs units and returns when all have ended. Each commits its artifact or records its failure in
   * the run's control folder.
   *
   * @param jobName the name that the runner shows
   * @param tasks the units, in the order in which they should start; no unit relies on it
   */
  void execute(String jobName, List<UnitTask> tasks, RunControl control);
}
