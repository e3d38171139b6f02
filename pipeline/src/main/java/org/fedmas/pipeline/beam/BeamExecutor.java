package org.fedmas.pipeline.beam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.run.UnitExecutor;
import org.fedmas.pipeline.run.UnitTask;

/**
 * Runs units as one Beam job: the units are the elements, one ParDo runs each. Works for every
 * stage and on every Beam runner, since pixels and tensors stay in files.
 */
public final class BeamExecutor implements UnitExecutor {

  private final String[] arguments;
  private final int workers;

  /**
   * An executor with these options.
   *
   * @param arguments Beam options as given after {@code --}
   * @param workers units that may run at once, where the runner lets us say so
   */
  public BeamExecutor(List<String> arguments, int workers) {
    this.arguments = arguments.toArray(String[]::new);
    this.workers = workers;
    options("check");
  }

  @Override
  public void execute(String jobName, List<UnitTask> tasks) {
    List<String> elements = new ArrayList<>();
    tasks.stream()
        .sorted(Comparator.comparing(UnitTask::key))
        .forEach(task -> elements.add(task.encode()));
    Pipeline pipeline = Pipeline.create(options(jobName));
    pipeline
        .apply("units", Create.of(elements).withCoder(StringUtf8Coder.of()))
        .apply("run", ParDo.of(new RunUnit()));
    PipelineResult.State state;
    try {
      state = pipeline.run().waitUntilFinish();
    } catch (Pipeline.PipelineExecutionException e) {
      throw new StageFailedException(
          "the Beam runner ended job " + jobName + " with an error: " + e.getCause(), e);
    }
    if (state != PipelineResult.State.DONE) {
      throw new StageFailedException(
          "the Beam runner ended job " + jobName + " in state " + state + ", expected DONE");
    }
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
      // the elements are short strings that nobody mutates
      direct.setEnforceEncodability(false);
      direct.setEnforceImmutability(false);
    } else if (options.getRunner().getSimpleName().equals("FlinkRunner")) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      if (flink.getParallelism() < 1) {
        flink.setParallelism(workers);
      }
    }
    return options;
  }
}
