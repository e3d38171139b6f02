package org.fedmas.pipeline.executors.beam;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.executors.flink.JobManager;
import org.fedmas.pipeline.executors.flink.TaskManagerWatch;
import org.fedmas.pipeline.run.control.RunControl;

/**
 * A Beam job on a Flink cluster, from submission to its end. Beam's own wait polls every five
 * seconds and needs a minute to notice a lost JobManager.
 */
final class ClusterJob {

  private static final Duration LOOK = Duration.ofMillis(50);

  /** The time in which units end by themselves after a stop, before the job is cancelled. */
  private static final Duration STOPPING = Duration.ofSeconds(30);

  private final JobManager manager;
  private final String title;
  private final String name;
  private final RunControl control;
  private final TaskManagerWatch watch;
  private long stopped;
  private boolean cancelled;

  /** Creates a job with a title for messages, not submitted yet. */
  ClusterJob(JobManager manager, String title, RunControl control) {
    this.manager = manager;
    this.title = title;
    // JobManagers remember the jobs of earlier starts
    this.name = title + "-" + UUID.randomUUID().toString().substring(0, 8);
    this.control = control;
    this.watch = new TaskManagerWatch(manager);
  }

  /** Returns the unique name by which the JobManager lists the job. */
  String name() {
    return name;
  }

  /**
   * Submits the job and returns when it has ended.
   *
   * @throws StageFailedException if the job failed, or the JobManager or all workers are lost
   */
  void run(Pipeline pipeline) {
    String id = submit(pipeline);
    Waiting.until(() -> hasEnded(id), LOOK);
  }

  private boolean hasEnded(String id) {
    switch (manager.status(id)) {
      case "FINISHED", "CANCELED" -> {
        return true; // a unit that did not run has no artifact
      }
      case "FAILED" ->
          throw new StageFailedException("Flink job failed: " + title + ": " + manager.failure(id));
      default -> {}
    }
    requireWorkers(id);
    if (control.stopRequested() && !cancelled) {
      stopped = stopped == 0 ? System.nanoTime() : stopped;
      if (System.nanoTime() - stopped > STOPPING.toNanos()) {
        manager.cancel(id);
        cancelled = true;
      }
    }
    return false;
  }

  private void requireWorkers(String id) {
    try {
      watch.require();
    } catch (StageFailedException e) {
      manager.cancel(id);
      throw e;
    }
  }

  private String submit(Pipeline pipeline) {
    CompletableFuture<Void> submission = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                pipeline.run();
                submission.complete(null);
              } catch (RuntimeException | Error e) {
                submission.completeExceptionally(e);
              }
            },
            "submission of " + name);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    return Waiting.forValue(() -> accepted(submission), LOOK, null).orElseThrow();
  }

  private Optional<String> accepted(CompletableFuture<Void> submission) {
    boolean ended = submission.isDone();
    Optional<String> id = manager.find(name); // throws if the JobManager is lost
    if (!ended) {
      return Optional.empty();
    }
    requireAccepted(submission);
    if (id.isEmpty()) {
      throw new StageFailedException("the JobManager lost job " + name + " on submission");
    }
    return id;
  }

  private void requireAccepted(CompletableFuture<Void> submission) {
    try {
      submission.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IllegalArgumentException) {
        throw new ConfigException("Beam options after --: " + cause.getMessage(), cause);
      }
      throw new StageFailedException("Flink did not accept job " + title + ": " + cause, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailedException("job " + title + " was interrupted", e);
    }
  }
}
