package org.fedmas.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RunResult;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.StoreAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredResultsTest {

  private static final ExperimentRun RUN = new ExperimentRun("fedavg", 1, 0);

  @TempDir Path folder;
  private Experiment experiment;
  private Settings settings;
  private Path own;

  @BeforeEach
  void read() {
    experiment = TinyExperiment.read(folder);
    settings = experiment.settings(RUN);
    own = folder.resolve("artifacts/runs/tiny/fedavg-fold1-seed0");
  }

  @Test
  void aRunWithoutAFolderHasNoResult() throws IOException {
    assertThat(results(false).find(RUN, settings)).isEmpty();
    assertThat(results(false).outdated(RUN, settings)).isEmpty();
  }

  @Test
  void aFinishedRunHasOne() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    assertThat(results(false).find(RUN, settings)).contains(own);
  }

  @Test
  void aRunThatHasNotEndedHasNone() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    FakeResult.record(own, "tiny/fedavg-fold1-seed0", settings, null);
    assertThat(results(false).find(RUN, settings)).isEmpty();
  }

  /** Tests the end of a process that was killed between the two files. */
  @Test
  void predictionsOfAnotherModelAreNoResult() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    FakeResult.predictions(own, 31);
    assertThat(results(false).find(RUN, settings)).isEmpty();
    assertThat(results(false).outdated(RUN, settings).orElseThrow())
        .contains("its predictions are not those of its scores");
  }

  @Test
  void scoresOfFewerRoundsAreNoResult() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    Settings more = TinyExperiment.read(folder, "set: {rounds: 3}").settings(RUN);
    assertThat(results(false).find(RUN, more)).isEmpty();
    assertThat(results(false).outdated(RUN, more).orElseThrow()).contains("rounds: 2 → 3");
  }

  @Test
  void aResultOfAnotherConfigurationNamesTheDifference() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    Settings other = TinyExperiment.read(folder, "set: {training.epochs: 3}").settings(RUN);
    assertThat(results(false).find(RUN, other)).isEmpty();
    assertThat(results(false).outdated(RUN, other).orElseThrow())
        .contains("training.epochs: 1 → 3");
  }

  @Test
  void keysWithoutEffectOnScoresKeepTheResult() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    Settings other =
        TinyExperiment.read(folder, "set: {engine.threads: 1, keep.client-updates: none}")
            .settings(RUN);
    assertThat(results(false).find(RUN, other)).contains(own);
  }

  @Test
  void aCopyOutlivesTheArtifacts() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    results(true).store(RUN);
    DurableFiles.local().delete(folder.resolve("artifacts"));
    Path copy = results(true).find(RUN, settings).orElseThrow();
    assertThat(copy).isEqualTo(folder.resolve("kept/fedavg-fold1-seed0"));
    assertThat(RunResult.read(copy).predictions()).isPresent();
  }

  @Test
  void aFinishedRunWithoutACopyGetsOne() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    assertThat(results(true).find(RUN, settings)).contains(own);
    assertThat(folder.resolve("kept/fedavg-fold1-seed0/metrics.json")).exists();
  }

  @Test
  void aCopyHasNoPathOfThisMachine() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    results(true).store(RUN);
    Path copy = folder.resolve("kept/fedavg-fold1-seed0");
    assertThat(Files.readString(copy.resolve(RunRecord.FILE))).doesNotContain("/home");
    RunRecord record = RunRecord.read(copy).orElseThrow();
    assertThat(record.data()).isEqualTo("data");
    assertThat(record.warnings()).containsExactly("moved to a@b, kept");
    assertThat(record.units()).isEqualTo(RunRecord.read(own).orElseThrow().units());
  }

  @Test
  void aNewResultReplacesTheCopy() throws IOException {
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 30);
    results(true).store(RUN);
    FakeResult.write(own, "tiny/fedavg-fold1-seed0", settings, 35);
    results(true).store(RUN);
    Path copy = folder.resolve("kept/fedavg-fold1-seed0");
    assertThat(RunResult.read(copy).metrics().selected().test().accuracy()).isEqualTo(35 / 40.0);
    try (var kept = Files.list(folder.resolve("kept"))) {
      assertThat(kept).hasSize(1);
    }
  }

  private StoredResults results(boolean copies) {
    return new StoredResults(
        experiment,
        new StoreAddress(folder.resolve("artifacts"), null, DurableFiles.local()),
        folder.resolve("data"),
        copies ? Optional.of(folder.resolve("kept")) : Optional.empty());
  }
}
