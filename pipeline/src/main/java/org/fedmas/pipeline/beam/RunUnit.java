package org.fedmas.pipeline.beam;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.fedmas.pipeline.cluster.JobManager;
import org.fedmas.pipeline.run.RunControl;
import org.fedmas.pipeline.run.UnitRunner;
import org.fedmas.pipeline.run.UnitTask;
import org.fedmas.pipeline.run.WorkerProcess;

/** Runs the unit that an element names. Its result is an artifact, so nothing is output. */
final class RunUnit extends DoFn<String, Void> {

  private static final long serialVersionUID = 1L;
  private static final long LOOK_MILLIS = 100;

  /** How long a worker on which a unit has failed gives others time to begin it. */
  private static final long LEAVE_MILLIS = 10_000;

  private final WorkerDemand demand;

  RunUnit(WorkerDemand demand) {
    this.demand = demand;
  }

  @ProcessElement
  public void run(@Element String element) throws IOException {
    if (!demand.isMet()) {
      return;
    }
    UnitTask task = UnitTask.decode(element);
    WorkerDemand.requireNumerics(task);
    leaveToOthers(task);
    new UnitRunner(new BeamSpaces()).run(task);
  }

  /** Afterwards the unit is begun elsewhere, and waiting for it is all that is left to do here. */
  private static void leaveToOthers(UnitTask task) throws IOException {
    RunControl control = RunControl.at(task.control(), new BeamSpaces());
    String self = WorkerProcess.current().name();
    if (!control.attempts().avoided(task.key()).contains(self)) {
      return;
    }
    for (long waited = 0; waited < LEAVE_MILLIS; waited += LOOK_MILLIS) {
      boolean begun =
          control.live().running().stream()
              .anyMatch(
                  beat ->
                      beat.unit().equals(task.key().toString())
                          && beat.waitsFor() == null
                          && !beat.worker().equals(self));
      if (begun || control.stopRequested()) {
        return;
      }
      JobManager.pause(LOOK_MILLIS);
    }
  }
}
