package org.fedmas.pipeline.executors.beam;

import java.util.Objects;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystems;
import org.jspecify.annotations.Nullable;

/** The state that all units of one process share, for the driver that the process serves now. */
final class WorkerProcess {

  /** The instance of this process: static, since Beam deserialises a DoFn for each slot. */
  static final WorkerProcess INSTANCE = new WorkerProcess();

  private final RemoteFileSystems fileSystems = new BeamFileSystems();
  private final UnitRunner units = new UnitRunner(fileSystems);
  private @Nullable Service service;

  private record Service(WorkerRequirements requirements, RunControl control) {}

  private WorkerProcess() {}

  /**
   * Runs a unit, unless its driver has been replaced by a later start of the run.
   *
   * @throws RefusedWorkerException if this process must not compute for the driver
   */
  void run(UnitTask task, WorkerRequirements requirements) {
    RunControl control = serve(requirements);
    if (control == null) {
      return;
    }
    requirements.requireSameBits(task);
    new RetryDelay(task, control).await();
    units.run(task, control);
  }

  /** Opens the driver's control folder at its first unit; returns null for a replaced driver. */
  private synchronized @Nullable RunControl serve(WorkerRequirements requirements) {
    if (service == null || !service.requirements().equals(requirements)) {
      if (!requirements.isMet()) {
        return null;
      }
      service =
          new Service(
              requirements,
              RunControl.ofWorker(
                  requirements.control(),
                  fileSystems,
                  DurableFiles.local(),
                  requirements.driver()));
    }
    return Objects.requireNonNull(service).control();
  }
}
