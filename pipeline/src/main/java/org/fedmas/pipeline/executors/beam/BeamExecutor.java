package org.fedmas.pipeline.executors.beam;

import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.ParDo;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.StorageProblem;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.driver.UnitExecutor;
import org.jspecify.annotations.Nullable;

/**
 * An executor that runs units as one Beam job, with the units as elements of one ParDo. The
 * executor works for every stage and Beam runner, since pixels and tensors stay in files.
 */
public final class BeamExecutor implements UnitExecutor {

  private final String[] arguments;
  private final int workers;
  private final @Nullable FlinkCluster cluster;

  /**
   * Creates an executor.
   *
   * @param arguments the Beam options after {@code --}
   * @param workers the most units to run in parallel, for runners with such an option
   * @throws ConfigException if the options are invalid, or name a cluster that cannot take jobs
   */
  public BeamExecutor(List<String> arguments, int workers) {
    this.arguments = arguments.toArray(String[]::new);
    this.workers = workers;
    PipelineOptions options = options("check");
    this.cluster =
        isFlink(options) && FlinkCluster.isMeant(options.as(FlinkPipelineOptions.class))
            ? new FlinkCluster(options.as(FlinkPipelineOptions.class))
            : null;
  }

  @Override
  public void execute(String jobName, List<UnitTask> tasks, RunControl control) {
    PipelineOptions options = options(jobName);
    ObjectStores.describe(options, tasks.get(0).store());
    if (cluster != null) {
      cluster.execute(
          options.as(FlinkPipelineOptions.class),
          tasks,
          control,
          (units, own) -> pipeline(own, units, WorkerRequirements.ofOthers(units)));
      return;
    }
    PipelineResult.State state;
    try {
      state =
          pipeline(options, tasks, WorkerRequirements.of(control.address()))
              .run()
              .waitUntilFinish();
    } catch (Pipeline.PipelineExecutionException e) {
      // a full disk does not even hold the report of the failure
      String cause = StorageProblem.of(e).orElse(String.valueOf(e.getCause()));
      throw new StageFailedException("Beam job failed: " + jobName + ": " + cause, e);
    }
    if (state != PipelineResult.State.DONE) {
      throw new StageFailedException(
          "Beam job failed: " + jobName + ": found state " + state + ", expected DONE");
    }
  }

  private static Pipeline pipeline(
      PipelineOptions options, List<UnitTask> tasks, WorkerRequirements requirements) {
    List<String> elements = tasks.stream().map(UnitTask::encode).toList();
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            "units",
            Read.from(
                isFlink(options) ? UnitSource.backwards(elements) : UnitSource.inOrder(elements)))
        .apply("run", ParDo.of(new RunUnit(requirements)));
    return pipeline;
  }

  private static boolean isFlink(PipelineOptions options) {
    return FlinkRunner.class.isAssignableFrom(options.getRunner());
  }

  private PipelineOptions options(String jobName) {
    PipelineOptions options;
    try {
      options = PipelineOptionsFactory.fromArgs(arguments).withValidation().create();
    } catch (IllegalArgumentException e) {
      throw new ConfigException("Beam options after --: " + e.getMessage(), e);
    }
    options.setJobName(jobName);
    if (options.getRunner().equals(DirectRunner.class)) {
      DirectOptions direct = options.as(DirectOptions.class);
      direct.setTargetParallelism(workers);
      // the elements are immutable strings
      direct.setEnforceEncodability(false);
      direct.setEnforceImmutability(false);
    } else if (isFlink(options)) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      if (flink.getParallelism() < 1 && !FlinkCluster.isMeant(flink)) {
        flink.setParallelism(workers);
      }
    }
    return options;
  }
}
