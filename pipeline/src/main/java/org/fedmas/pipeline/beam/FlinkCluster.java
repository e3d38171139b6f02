package org.fedmas.pipeline.beam;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.cluster.CodeIdentity;
import org.fedmas.pipeline.cluster.JobManager;
import org.fedmas.pipeline.run.RunControl;
import org.fedmas.pipeline.run.UnitFailure;
import org.fedmas.pipeline.run.UnitTask;

/**
 * Runs jobs on a Flink cluster whose workers have fedmas in their own {@code lib/}. A unit that ran
 * out of memory is tried again when the others have ended, on another worker if there is one; a
 * unit that a lost worker had is handed out again by Flink; any other failure stands.
 */
final class FlinkCluster {

  private static final int ATTEMPTS = 3;

  private final JobManager manager;
  private final int slots;

  FlinkCluster(FlinkPipelineOptions options) {
    this.manager = new JobManager(options.getFlinkMaster());
    this.slots = manager.requireSlots(EnvironmentInformation.getVersion());
  }

  /** Whether these options name a cluster, and not Flink within the driver. */
  static boolean isMeant(FlinkPipelineOptions options) {
    return !options.getFlinkMaster().startsWith("[");
  }

  /** How a pipeline for these units is made. */
  interface Pipelines {
    Pipeline of(List<UnitTask> tasks, FlinkPipelineOptions options);
  }

  void execute(FlinkPipelineOptions options, List<UnitTask> tasks, Pipelines pipelines) {
    RunControl control = RunControl.at(tasks.get(0).control(), new BeamSpaces());
    String title = options.getJobName();
    List<UnitTask> left = tasks;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      submit(options, title, left, control, pipelines);
      left = attempt < ATTEMPTS && !control.stopRequested() ? again(tasks, control) : List.of();
    }
  }

  private void submit(
      FlinkPipelineOptions options,
      String title,
      List<UnitTask> tasks,
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
    int most = asked < 1 ? slots : Math.min(asked, slots);
    options.setParallelism(Math.min(most, tasks.size()));
    try {
      job.run(pipelines.of(tasks, options));
    } finally {
      options.setParallelism(asked);
    }
  }

  /** Units that are worth another try, as often as there are slots: one of them is not avoided. */
  private List<UnitTask> again(List<UnitTask> tasks, RunControl control) {
    List<UnitTask> again = new ArrayList<>();
    for (UnitFailure failure : control.attempts().failures()) {
      for (UnitTask task : tasks) {
        if (failure.outOfMemory() && task.key().toString().equals(failure.unit())) {
          try {
            control.attempts().retryElsewhere(failure);
          } catch (IOException e) {
            throw new UncheckedIOException("cannot try " + failure.unit() + " again", e);
          }
          control
              .live()
              .note(
                  task.key(),
                  "ran out of memory on " + failure.worker() + "; tried again elsewhere");
          again.addAll(Collections.nCopies(slots, task));
        }
      }
    }
    return again;
  }

  /**
   * Everything is in the workers' lib/; Beam would stage the whole class path for an empty list.
   */
  private static Path emptyJar() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Fedmas-Build", CodeIdentity.current().build());
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
