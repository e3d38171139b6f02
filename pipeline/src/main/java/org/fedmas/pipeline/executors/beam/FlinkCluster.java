package org.fedmas.pipeline.executors.beam;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.executors.flink.ClusterCapacity;
import org.fedmas.pipeline.executors.flink.JobManager;
import org.fedmas.pipeline.executors.numerics.BuildIdentity;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitFailure;
import org.fedmas.pipeline.run.control.UnitTask;

/**
 * A Flink cluster whose workers have fedmas in their {@code lib/}. A unit that ran out of memory is
 * retried once the others have ended: on another worker if possible, by itself otherwise. Flink
 * reschedules the units of a lost worker. Any other failure is final.
 */
final class FlinkCluster {

  private static final int ATTEMPTS = 3;

  private final JobManager manager;
  private final int slots;

  FlinkCluster(FlinkPipelineOptions options) {
    this.manager = new JobManager(options.getFlinkMaster());
    this.slots = manager.requireSlots(EnvironmentInformation.getVersion());
  }

  /** Returns whether these options name a cluster, and not Flink within the driver. */
  static boolean isMeant(FlinkPipelineOptions options) {
    return !options.getFlinkMaster().startsWith("[");
  }

  interface Pipelines {
    Pipeline of(List<UnitTask> tasks, FlinkPipelineOptions options);
  }

  void execute(
      FlinkPipelineOptions options, List<UnitTask> tasks, RunControl control, Pipelines pipelines) {
    String title = options.getJobName();
    Attempt attempt = new Attempt(tasks, slots);
    for (int number = 1; !attempt.elements().isEmpty(); number++) {
      submit(options, title, attempt, control, pipelines);
      attempt =
          number < ATTEMPTS && !control.stopRequested()
              ? retries(tasks, control)
              : new Attempt(List.of(), slots);
    }
  }

  /**
   * One job.
   *
   * @param elements the units, some more than once
   * @param most the most units to run in parallel
   */
  private record Attempt(List<UnitTask> elements, int most) {}

  private void submit(
      FlinkPipelineOptions options,
      String title,
      Attempt attempt,
      RunControl control,
      Pipelines pipelines) {
    ClusterJob job = new ClusterJob(manager, title, control);
    options.setJobName(job.name());
    options.setAttachedMode(false);
    List<String> given = options.getFilesToStage();
    if (given == null || given.isEmpty()) {
      options.setFilesToStage(List.of(emptyJar().toString()));
    }
    int asked = options.getParallelism();
    int most = asked < 1 ? attempt.most() : Math.min(asked, attempt.most());
    options.setParallelism(Math.min(most, attempt.elements().size()));
    try {
      job.run(pipelines.of(attempt.elements(), options));
    } finally {
      options.setParallelism(asked);
    }
  }

  /**
   * Returns the job that retries units after out of memory. Each unit appears once per slot, so
   * that a slot of another worker takes one. A single worker retries the units one after the other.
   */
  private Attempt retries(List<UnitTask> tasks, RunControl control) {
    List<UnitTask> failed = new ArrayList<>();
    ClusterCapacity capacity = manager.capacity();
    boolean alone = capacity.workers() < 2;
    for (UnitFailure failure : control.outcomes().failures()) {
      for (UnitTask task : tasks) {
        if (failure.outOfMemory() && task.key().toString().equals(failure.unit())) {
          retry(failure, task, alone, control);
          failed.add(task);
        }
      }
    }
    // in turns, so that the slots of a worker start with different units
    List<UnitTask> again = new ArrayList<>();
    for (int copy = 0; copy < (alone ? 1 : capacity.slots()); copy++) {
      again.addAll(failed);
    }
    return new Attempt(again, alone ? 1 : capacity.slots());
  }

  private static void retry(UnitFailure failure, UnitTask task, boolean alone, RunControl control) {
    try {
      if (alone) {
        control.outcomes().retry(failure);
      } else {
        control.outcomes().retryElsewhere(failure);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot schedule a retry of " + failure.unit(), e);
    }
    control
        .heartbeats()
        .note(
            task.key(),
            "ran out of memory on %s; retried %s"
                .formatted(failure.worker(), alone ? "by itself" : "elsewhere"));
  }

  /**
   * Writes a jar without classes. The workers have all classes in lib/, but for an empty list of
   * jars Beam would upload the whole class path.
   */
  private static Path emptyJar() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Fedmas-Build", BuildIdentity.current().build());
    try {
      Path jar = Files.createTempFile("fedmas-job-", ".jar");
      jar.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream ignored = new JarOutputStream(out, manifest)) {
        return jar;
      }
    } catch (IOException e) {
      throw new StageFailedException("cannot write a job's jar: " + e.getMessage(), e);
    }
  }
}
