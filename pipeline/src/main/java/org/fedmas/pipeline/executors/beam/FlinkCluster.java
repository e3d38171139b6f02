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
 * Runs jobs on a Flink cluster whose workers have fedmas in their own {@code lib/}. A unit that ran
 * out of memory is tried again when the others have ended, on another worker if there is one, alone
 * otherwise; a unit that a lost worker had is handed out again by Flink; any other failure stands.
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

  /** How a pipeline for these units is made. */
  interface Pipelines {
    Pipeline of(List<UnitTask> tasks, FlinkPipelineOptions options);
  }

  void execute(FlinkPipelineOptions options, List<UnitTask> tasks, Pipelines pipelines) {
    RunControl control = RunControl.at(tasks.get(0).control(), new BeamFileSystems());
    String title = options.getJobName();
    Attempt attempt = new Attempt(tasks, slots);
    for (int number = 1; !attempt.elements().isEmpty(); number++) {
      submit(options, title, attempt, control, pipelines);
      attempt =
          number < ATTEMPTS && !control.stopRequested()
              ? again(tasks, control)
              : new Attempt(List.of(), slots);
    }
  }

  /**
   * One job.
   *
   * @param elements its units, some more than once
   * @param most how many may run at once
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
   * Units that are worth another try, as often as there are slots: one of them is not avoided. A
   * worker that is alone takes them once more itself, one after the other.
   */
  private Attempt again(List<UnitTask> tasks, RunControl control) {
    List<UnitTask> failed = new ArrayList<>();
    ClusterCapacity room = manager.room();
    boolean alone = room.workers() < 2;
    for (UnitFailure failure : control.attempts().failures()) {
      for (UnitTask task : tasks) {
        if (failure.outOfMemory() && task.key().toString().equals(failure.unit())) {
          retry(failure, task, alone, control);
          failed.add(task);
        }
      }
    }
    // in turns, so that the slots of a worker begin with different units
    List<UnitTask> again = new ArrayList<>();
    for (int copy = 0; copy < (alone ? 1 : room.slots()); copy++) {
      again.addAll(failed);
    }
    return new Attempt(again, alone ? 1 : room.slots());
  }

  private static void retry(UnitFailure failure, UnitTask task, boolean alone, RunControl control) {
    try {
      if (alone) {
        control.attempts().retry(failure);
      } else {
        control.attempts().retryElsewhere(failure);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot try " + failure.unit() + " again", e);
    }
    control
        .live()
        .note(
            task.key(),
            "ran out of memory on "
                + failure.worker()
                + (alone ? "; tried again by itself" : "; tried again elsewhere"));
  }

  /**
   * Everything is in the workers' lib/; Beam would stage the whole class path for an empty list.
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
