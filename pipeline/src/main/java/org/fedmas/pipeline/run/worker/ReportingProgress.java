package org.fedmas.pipeline.run.worker;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.control.WorkerIdentity;

/** Reports the progress of a unit to the control folder, a few times a second at most. */
final class ReportingProgress implements UnitProgress {

  private static final long INTERVAL_NANOS = 250_000_000L;
  private static final long REMOTE_INTERVAL_NANOS = 2_000_000_000L;

  private final RunControl control;
  private final UnitKey unit;
  private final int epochs;
  private final long start = System.nanoTime();
  private long next = start;
  private long first = -1;

  ReportingProgress(RunControl control, UnitTask task) {
    this.control = control;
    this.unit = task.key();
    JsonNode configured = task.recipe().config().values().get("training.epochs");
    this.epochs = unit.stage() == StageName.TRAINING && configured != null ? configured.asInt() : 0;
  }

  @Override
  public void images(long done, long total) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + (control.isRemote() ? REMOTE_INTERVAL_NANOS : INTERVAL_NANOS);
    // a runner cancels a unit by interrupting its thread
    if (control.stopRequested() || Thread.currentThread().isInterrupted()) {
      throw new InterruptedRunException(unit + " was stopped");
    }
    if (first < 0) {
      first = done; // images of a resumed checkpoint do not count for the speed
    }
    double seconds = (now - start) / 1e9;
    double rate = seconds > 0 ? (done - first) / seconds : 0;
    control
        .heartbeats()
        .beat(
            new Heartbeat(
                unit.toString(), done, total, epochs, rate, WorkerIdentity.current().name(), null));
  }
}
