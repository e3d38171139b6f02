package org.fedmas.pipeline.executors.flink;

import java.time.Duration;
import org.fedmas.contract.error.StageFailedException;

/**
 * A check that a cluster has workers while a job runs. A JobManager without workers would wait for
 * an hour and report nothing.
 */
public final class TaskManagerWatch {

  /** The time without a TaskManager after which a job fails; a restart takes a while. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final JobManager manager;
  private final long timeout;
  private final long interval;
  private long next = System.nanoTime();
  private long last = System.nanoTime();

  public TaskManagerWatch(JobManager manager) {
    this(manager, TIMEOUT, LOOK);
  }

  TaskManagerWatch(JobManager manager, Duration timeout, Duration interval) {
    this.manager = manager;
    this.timeout = timeout.toNanos();
    this.interval = interval.toNanos();
  }

  /**
   * Asks the cluster every few seconds; most calls return at once.
   *
   * @throws StageFailedException if the cluster has had no worker for too long
   */
  public void require() {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + interval;
    if (manager.capacity().workers() > 0) {
      last = now;
    } else if (now - last > timeout) {
      throw new StageFailedException(
          """
          the cluster has had no TaskManager for %s s; look at the logs and start some (make \
          cluster-up, for a cluster on this machine), then run again"""
              .formatted(timeout / 1_000_000_000L));
    }
  }
}
