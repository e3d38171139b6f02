package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystems;
import org.fedmas.store.retention.PayloadRelease;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every stage that goes through images asks after each batch whether to stop, and stops there
 * without leaving anything; the next run ends as if nothing had been.
 */
@Tag("e2e")
class EveryStageStopsTest {

  private static final int IMAGES = 120;

  private static final String CONFIG =
      "{rounds: 1, dataset: {kind: sample, images: "
          + IMAGES
          + "}, image: {size: 32}, model: {backbone: resnet8, weights: seeded}, auxiliary:"
          + " {network: imagenet-resnet18, weights: seeded}, features: {views: 1}, training:"
          + " {batch-size: 8, epochs: 1}, device: cpu}";

  @TempDir Path folder;

  /** The largest number of questions whether to stop by one unit, per stage. */
  private final Map<StageName, Integer> asked = new EnumMap<>(StageName.class);

  private final Set<StageName> stopped = EnumSet.noneOf(StageName.class);

  @Test
  void afterEachBatchAndCanBeComputedThen() throws Exception {
    RunOutcome undisturbed = run(folder.resolve("undisturbed"), false);
    // client 0 holds more than half of all images; validation and test images are some of them
    assertThat(asked.get(StageName.PREPROCESS)).isGreaterThan(50);
    assertThat(asked.get(StageName.FEATURES)).isGreaterThan(50 * 2 / 16);
    assertThat(asked.get(StageName.PRIOR)).isPositive();
    assertThat(asked.get(StageName.TRAINING)).isGreaterThan(32 / 8);
    assertThat(asked.get(StageName.EVALUATION)).isPositive();
    assertThat(asked.get(StageName.AGGREGATION)).isGreaterThan(5);

    assertThat(run(folder.resolve("disturbed"), true)).isEqualTo(undisturbed);

    assertThat(stopped).isEqualTo(asked.keySet());
    assertThat(contents(folder.resolve("disturbed")))
        .isEqualTo(contents(folder.resolve("undisturbed")));
  }

  private static List<String> contents(Path artifacts) {
    return RunRecord.read(new RunFolder("stops", artifacts, artifacts).folder())
        .orElseThrow()
        .units()
        .stream()
        .map(RunRecord.Unit::toString)
        .toList();
  }

  private static List<UnitKey> keys(List<PlannedUnit> units) {
    return units.stream().map(unit -> unit.unit().key()).toList();
  }

  /** Runs all units in this thread; one unit of each stage may be stopped and run again. */
  private RunOutcome run(Path artifacts, boolean stopping) throws Exception {
    Settings settings =
        Settings.read(ConfigSource.yaml("stops.yaml", CONFIG, new ConfigProblems()));
    DataSet dataSet = settings.data().open(artifacts);
    RunFolder place = new RunFolder("stops", artifacts, artifacts);
    Workflow workflow = new Workflow(settings, dataSet, artifacts, dataSet::digest, file -> null);
    RunControl control = RunControl.of(place);
    RunListener quiet = RunListener.QUIET;
    RecordKeeper keeper = new RecordKeeper(place, settings, "stops.yaml", Map.of(), quiet);
    UnitRunner worker =
        new UnitRunner(
            name -> new Watched(StageRegistry.stage(name), stopping),
            RemoteFileSystems.none(),
            DurableFiles.local());
    RunOptions options = FakeRun.options();
    try (RunControl open = control.open(null)) {
      PipelineRun run = new PipelineRun(settings, place, workflow, options, quiet, keeper);
      RunOutcome outcome =
          run.run(
              (job, tasks, own) -> tasks.forEach(task -> worker.run(task, own)),
              PayloadRelease.NONE);
      keeper.write(keeper.ended(run.planner(), outcome));
      PipelineRun plan = new PipelineRun(settings, place, workflow, options, quiet, keeper);
      assertThat(keys(plan.plan())).isEqualTo(keys(run.planner().all()));
      return outcome;
    }
  }

  /** A stage that counts how often its units ask, and stops the first that does the second time. */
  private final class Watched implements Stage {

    private final Stage stage;
    private final boolean stopping;

    Watched(Stage stage, boolean stopping) {
      this.stage = stage;
      this.stopping = stopping;
    }

    @Override
    public void compute(UnitContext unit) throws Exception {
      int often = asked.getOrDefault(name(), 0);
      // the model before the first round is drawn in a moment and goes through no images
      boolean asks = unit.key().stage() != StageName.TRAINING || unit.round().number() > 0;
      if (stopping && asks && often > 0 && !stopped.contains(name())) {
        stop(unit, Math.min(2, often));
      }
      AtomicInteger count = new AtomicInteger();
      stage.compute(with(unit, (done, total) -> count.incrementAndGet()));
      asked.merge(name(), count.get(), Math::max);
      if (asked.get(name()) == 0) {
        asked.remove(name());
      }
    }

    private void stop(UnitContext unit, int at) throws IOException {
      AtomicInteger count = new AtomicInteger();
      UnitProgress progress =
          (done, total) -> {
            if (count.incrementAndGet() >= at) {
              throw new InterruptedRunException("stopped");
            }
          };
      assertThatThrownBy(() -> stage.compute(with(unit, progress)), "%s", unit.key())
          .isInstanceOf(InterruptedRunException.class);
      assertThat(count.get()).as("%s went on", unit.key()).isEqualTo(at);
      stopped.add(name());
      // as the unit's runner does with what is not committed
      try (Stream<Path> left = Files.list(unit.output())) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
    }

    private static UnitContext with(UnitContext unit, UnitProgress progress) {
      return new UnitContext(
          unit.key(),
          unit.config(),
          unit.inputs(),
          unit.raw(),
          unit.numerics(),
          unit.data(),
          unit.output(),
          progress,
          unit.checkpoint());
    }

    @Override
    public StageName name() {
      return stage.name();
    }

    @Override
    public int version() {
      return stage.version();
    }

    @Override
    public ArtifactKind kind(UnitKey unit) {
      return stage.kind(unit);
    }

    @Override
    public Object settings(ArtifactKind kind, ConfigReader reader) {
      return stage.settings(kind, reader);
    }

    @Override
    public boolean usesTensors(UnitKey unit) {
      return stage.usesTensors(unit);
    }
  }
}
