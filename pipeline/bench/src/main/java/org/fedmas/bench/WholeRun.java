package org.fedmas.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fedmas.contract.Digest;
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
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.results.record.RunFolder;

/**
 * A complete run from configuration to record, as on the command line. Present artifacts are
 * reused.
 *
 * @param name the run's name
 * @param folder the folder of the run's artifacts, relative to the benchmark's folder
 * @param config the configuration in YAML
 * @param listener receives the run's jobs
 */
record WholeRun(String name, String folder, String config, RunListener listener) {

  /** A listener that ignores all jobs. */
  static class Silent implements RunListener {}

  /** Creates a run with its own folder and without a listener. */
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

  /** Computes missing units, with some keys changed ({@code key=value}). */
  void run(Path work, UnitExecutor executor, String... changes) throws IOException {
    Prepared prepared = prepared(work, changes);
    RunOutcome outcome = prepared.run().run(executor, SpentPayloads.of(prepared.place()));
    RecordKeeper keeper = prepared.keeper();
    keeper.write(keeper.ended(prepared.run().planner(), outcome));
  }

  /** Plans all units without computing them. */
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
    DataSet dataSet = settings.data().open(artifacts);
    Workflow workflow = workflow(settings, dataSet, artifacts, dataSet::digest);
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

  /** Returns the workflow of a run without checkpoints. */
  static Workflow workflow(
      Settings settings, DataSet dataSet, Path data, Function<SourceImage, Digest> images) {
    return new Workflow(
        settings,
        dataSet,
        data,
        images,
        file -> {
          throw new IllegalStateException("unexpected checkpoint: " + file);
        });
  }
}
