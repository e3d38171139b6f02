package org.fedmas.pipeline.executors.beam;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.executors.flink.JobManager;
import org.fedmas.pipeline.executors.flink.TaskManagerWatch;
import org.fedmas.pipeline.run.control.RunControl;

/**
 * A Beam job on a Flink cluster, followed from its submission to its end. Beam's own way of waiting
 * looks every five seconds and takes a minute to miss a JobManager that is gone.
 */
final class ClusterJob {

  private static final long LOOK_MILLIS = 50;

  /** How long units have to end by themselves after the run was stopped. */
  private static final Duration STOPPING = Duration.ofSeconds(30);

  private final JobManager manager;
  private final String title;
  private final String name;
  private final RunControl control;

  /**
   * Creates a job that is yet to be submitted.
   *
   * @param title what the runner calls it
   */
  ClusterJob(JobManager manager, String title, RunControl control) {
    this.manager = manager;
    this.title = title;
    // JobManagers remember earlier starts of the run
    this.name = title + "-" + UUID.randomUUID().toString().substring(0, 8);
    this.control = control;
  }

  /** How it is found again. */
  String name() {
    return name;
  }

  /**
   * Submits the job and returns when it has ended.
   *
   * @throws StageFailedException if it failed, or the JobManager or all workers are gone
   */
  void run(Pipeline pipeline) {
    String id = submit(pipeline);
    TaskManagerWatch workforce = new TaskManagerWatch(manager);
    long stopped = 0;
    boolean cancelled = false;
    while (true) {
      String status = manager.status(id);
      switch (status) {
        case "FINISHED", "CANCELED" -> {
          return; // what units were left out is seen by their artifacts
        }
        case "FAILED" ->
            throw new StageFailedException(
                "Flink gave up job " + title + ": " + manager.failure(id));
        default -> JobManager.pause(LOOK_MILLIS);
      }
      requireWorkers(workforce, id);
      if (control.stopRequested() && !cancelled) {
        stopped = stopped == 0 ? System.nanoTime() : stopped;
        if (System.nanoTime() - stopped > STOPPING.toNanos()) {
          manager.cancel(id);
          cancelled = true;
        }
      }
    }
  }

  private void requireWorkers(TaskManagerWatch workforce, String id) {
    try {
      workforce.require();
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
    while (true) {
      boolean ended = submission.isDone();
      // also says that the JobManager is there
      Optional<String> id = manager.find(name);
      if (ended) {
        requireAccepted(submission);
        return id.orElseThrow(
            () -> new StageFailedException("the JobManager has lost job " + name + " at once"));
      }
      JobManager.pause(LOOK_MILLIS);
    }
  }

  private void requireAccepted(CompletableFuture<Void> submission) {
    try {
      submission.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IllegalArgumentException) {
        throw new ConfigException("Beam options after --: " + cause.getMessage(), cause);
      }
      throw new StageFailedException("job " + title + " was not accepted: " + cause, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailedException("job " + title + " was interrupted", e);
    }
  }
}
