package org.fedmas.pipeline.executors.beam;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.fedmas.pipeline.executors.flink.JobManager;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.control.WorkerProcess;
import org.fedmas.pipeline.run.worker.UnitRunner;

/** Runs the unit that an element names. Its result is an artifact, so nothing is output. */
final class RunUnit extends DoFn<String, Void> {

  private static final long serialVersionUID = 1L;
  private static final long LOOK_MILLIS = 100;

  /** How long nothing may be heard of other workers before one takes a unit that failed on it. */
  private static final long SILENCE_MILLIS = 10_000;

  private final WorkerRequirements demand;

  RunUnit(WorkerRequirements demand) {
    this.demand = demand;
  }

  @ProcessElement
  public void run(@Element String element) throws IOException {
    if (!demand.isMet()) {
      return;
    }
    UnitTask task = UnitTask.decode(element);
    demand.requireSameBits(task);
    leaveToOthers(task);
    new UnitRunner(new BeamFileSystems()).run(task);
  }

  /**
   * A unit that has failed on this worker for want of memory is left to others for as long as they
   * work: one of them takes a copy of it when a slot is free. Afterwards it is done, or begun
   * elsewhere and waited for, or nobody is left to do it but this one.
   */
  private static void leaveToOthers(UnitTask task) throws IOException {
    RunControl control = RunControl.at(task.control(), new BeamFileSystems());
    String self = WorkerProcess.current().name();
    if (!control.attempts().avoided(task.key()).contains(self)) {
      return;
    }
    List<Heartbeat> last = List.of();
    for (long silence = 0; silence < SILENCE_MILLIS; silence += LOOK_MILLIS) {
      if (control.attempts().isSettled(task.key()) || control.stopRequested()) {
        return;
      }
      List<Heartbeat> others =
          control.live().running().stream().filter(beat -> !beat.worker().equals(self)).toList();
      if (others.stream().anyMatch(beat -> isBegun(beat, task))) {
        return;
      }
      // a dead worker's last words stay as they are
      if (!others.equals(last)) {
        last = others;
        silence = 0;
      }
      JobManager.pause(LOOK_MILLIS);
    }
  }

  private static boolean isBegun(Heartbeat beat, UnitTask task) {
    return beat.unit().equals(task.key().toString()) && beat.waitsFor() == null;
  }
}
