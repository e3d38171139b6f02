package org.fedmas.bench;

import java.util.List;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.driver.UnitExecutor;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.store.remote.RemoteFileSystems;

/** An executor that runs the units before the rounds, then stops. */
final class PreparationOnly implements UnitExecutor {

  /** A signal that all units before the rounds are computed. */
  static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void execute(String jobName, List<UnitTask> tasks, RunControl control) {
    for (UnitTask task : tasks) {
      if (task.key().round() != null && task.key().round().number() > 0
          || task.key().stage() == StageName.PRIOR) {
        throw new Reached();
      }
      new UnitRunner(RemoteFileSystems.none()).run(task, control);
    }
  }
}
