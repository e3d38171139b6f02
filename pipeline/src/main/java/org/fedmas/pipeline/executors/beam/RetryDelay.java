package org.fedmas.pipeline.executors.beam;

import java.time.Duration;
import java.util.List;
import org.fedmas.contract.Waiting;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.control.WorkerIdentity;

/**
 * Delays the retry of a unit on a worker that ran out of memory, so that another worker can take
 * its copy of the unit. The delay ends once the unit is settled or runs elsewhere, or no other
 * worker makes progress.
 */
final class RetryDelay {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** The time without a new heartbeat after which the other workers count as gone. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final UnitTask task;
  private final RunControl control;
  private final String self = WorkerIdentity.current().name();
  private final Duration silence;
  private List<Heartbeat> last = List.of();
  private long heard = System.nanoTime();

  RetryDelay(UnitTask task, RunControl control) {
    this(task, control, SILENCE);
  }

  RetryDelay(UnitTask task, RunControl control, Duration silence) {
    this.task = task;
    this.control = control;
    this.silence = silence;
  }

  /** Waits, if this worker is excluded from the unit. */
  void await() {
    if (control.outcomes().excludedWorkers(task.key()).contains(self)) {
      Waiting.until(this::isOver, LOOK);
    }
  }

  private boolean isOver() {
    if (control.outcomes().isSettled(task.key()) || control.stopRequested()) {
      return true;
    }
    List<Heartbeat> others =
        control.heartbeats().running().stream()
            .filter(beat -> !beat.worker().equals(self))
            .toList();
    // the last heartbeat of a dead worker does not change any more
    if (!others.equals(last)) {
      last = others;
      heard = System.nanoTime();
    }
    return others.stream().anyMatch(this::isUnit) || System.nanoTime() - heard > silence.toNanos();
  }

  private boolean isUnit(Heartbeat beat) {
    return beat.unit().equals(task.key().toString()) && beat.waitsFor() == null;
  }
}
