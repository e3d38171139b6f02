package org.fedmas.pipeline.executors.flink;

import java.time.Duration;
import org.fedmas.contract.error.StageFailedException;

/**
 * Watches that a cluster has workers while a job waits for them. A JobManager would wait for an
 * hour and say nothing.
 */
public final class TaskManagerWatch {

  /** How long a cluster may be without a TaskManager; one that is started anew needs a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final JobManager manager;
  private final long patience;
  private final long interval;
  private long next = System.nanoTime();
  private long last = System.nanoTime();

  public TaskManagerWatch(JobManager manager) {
    this(manager, PATIENCE, LOOK);
  }

  TaskManagerWatch(JobManager manager, Duration patience, Duration interval) {
    this.manager = manager;
    this.patience = patience.toNanos();
    this.interval = interval.toNanos();
  }

  /**
   * Looks whether there is anybody, now and then.
   *
   * @throws StageFailedException if there was nobody for too long
   */
  public void require() {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + interval;
    if (manager.room().workers() > 0) {
      last = now;
    } else if (now - last > patience) {
      throw new StageFailedException(
          "the cluster has had no TaskManager for "
              + patience / 1_000_000_000L
              + " s; look at their logs and start some (make cluster-up, for a cluster on this"
              + " machine), then run again");
    }
  }
}
