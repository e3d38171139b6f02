package org.fedmas.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.pipeline.housekeeping.SpentPayloads;
import org.fedmas.pipeline.run.driver.PipelineRun;
import org.fedmas.pipeline.run.driver.RecordKeeper;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.run.driver.RunOutcome;
import org.fedmas.pipeline.run.driver.UnitExecutor;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.record.RunFolder;

/**
 * A run from configuration to record, as the command line starts it; what is there already is
 * found.
 *
 * @param name of the run
 * @param folder of its artifacts, below the benchmark's
 * @param config YAML
 * @param listener hears of the run's jobs
 */
record WholeRun(String name, String folder, String config, RunListener listener) {

  /** Hears nothing. */
  static class Silent implements RunListener {

    @Override
    public void jobStarts(String title, List<PlannedUnit> ready, int present) {}

    @Override
    public void jobEnds() {}

    @Override
    public void notice(String text) {}
  }

  /** Creates a run with a folder of its own, which nobody listens to. */
  WholeRun(String name, String config) {
    this(name, name, config, new Silent());
  }

  /** Returns the built-in sample's configuration. */
  static String sample() throws IOException {
    try (InputStream in = PipelineRun.class.getResourceAsStream("/sample.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the build left out sample.yaml");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Computes what is missing, with some keys changed ({@code key=value}). */
  void run(Path work, UnitExecutor executor, String... changes) throws IOException {
    Prepared prepared = prepared(work, changes);
    RunOutcome outcome = prepared.run().run(executor, SpentPayloads.of(prepared.place()));
    prepared.keeper().finish(prepared.run().planner(), outcome);
  }

  /** Plans every unit and computes none. */
  List<PlannedUnit> plan(Path work, String... changes) throws IOException {
    return prepared(work, changes).run().plan();
  }

  private record Prepared(PipelineRun run, RunFolder place, RecordKeeper keeper) {}

  private Prepared prepared(Path work, String... changes) {
    ConfigSource source = ConfigSource.yaml(name + ".yaml", config, new ConfigProblems());
    for (String change : changes) {
      source.set(change);
    }
    Path artifacts = work.resolve(folder);
    Settings settings = Settings.read(source);
    RunFolder place = new RunFolder(name, artifacts, artifacts);
    DataSet dataSet = settings.data().dataSet().open(artifacts);
    Workflow workflow =
        new Workflow(
            settings,
            dataSet,
            artifacts,
            dataSet::digest,
            file -> {
              throw new IllegalStateException("this run reads no " + file);
            });
    RecordKeeper keeper = new RecordKeeper(place, settings, name + ".yaml", Map.of(), listener);
    PipelineRun run =
        new PipelineRun(
            settings,
            place,
            workflow,
            new RunOptions(UnitSelection.all(), Optional.empty(), false),
            listener,
            keeper);
    return new Prepared(run, place, keeper);
  }
}
