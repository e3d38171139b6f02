package org.fedmas.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.StoreAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRunnerTest {

  @TempDir Path folder;
  private final List<String> started = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Set<String> failing = new TreeSet<>();
  private final Set<String> stopping = new TreeSet<>();

  @Test
  void everyRunStartsOnceInOrder() throws IOException {
    Experiment experiment = TinyExperiment.read(folder, "folds: [1, 2]");
    ExperimentOutcome outcome = run(experiment);
    assertThat(started).isEqualTo(names(experiment)).hasSize(4);
    assertThat(outcome.ran()).isEqualTo(4);
    assertThat(outcome.reused()).isZero();
    assertThat(said)
        .startsWith("starts 1/4 fedavg-fold1-seed0", "ends fedavg-fold1-seed0")
        .contains("starts 4/4 fedmas-fold2-seed0");
  }

  @Test
  void aSecondStartRunsNothing() throws IOException {
    Experiment experiment = TinyExperiment.read(folder);
    run(experiment);
    started.clear();
    said.clear();
    ExperimentOutcome again = run(experiment);
    assertThat(started).isEmpty();
    assertThat(said).isEmpty();
    assertThat(again.reused()).isEqualTo(2);
  }

  @Test
  void anAddedSeedRunsAlone() throws IOException {
    run(TinyExperiment.read(folder, "seeds: [0]"));
    started.clear();
    run(TinyExperiment.read(folder, "seeds: [0, 1]"));
    assertThat(started).containsExactly("fedavg-fold1-seed1", "fedmas-fold1-seed1");
  }

  @Test
  void aFailedRunLeavesTheOthers() throws IOException {
    failing.add("fedavg-fold1-seed0");
    ExperimentOutcome outcome = run(TinyExperiment.read(folder));
    assertThat(started).hasSize(2);
    assertThat(outcome.ran()).isEqualTo(1);
    assertThat(outcome.failed().keySet()).containsExactly(new ExperimentRun("fedavg", 1, 0));
    assertThat(said).contains("fails fedavg-fold1-seed0: a unit failed");
  }

  @Test
  void aFailedRunStartsAgainNextTime() throws IOException {
    failing.add("fedavg-fold1-seed0");
    run(TinyExperiment.read(folder));
    failing.clear();
    started.clear();
    ExperimentOutcome outcome = run(TinyExperiment.read(folder));
    assertThat(started).containsExactly("fedavg-fold1-seed0");
    assertThat(outcome.failed()).isEmpty();
  }

  @Test
  void aStopEndsTheExperiment() {
    stopping.add("fedavg-fold1-seed0");
    Experiment experiment = TinyExperiment.read(folder);
    assertThatThrownBy(() -> run(experiment)).isInstanceOf(InterruptedRunException.class);
    assertThat(started).containsExactly("fedavg-fold1-seed0");
  }

  @Test
  void afterAStopTheRestRuns() throws IOException {
    stopping.add("fedmas-fold1-seed0");
    Experiment experiment = TinyExperiment.read(folder);
    assertThatThrownBy(() -> run(experiment)).isInstanceOf(InterruptedRunException.class);
    stopping.clear();
    started.clear();
    run(experiment);
    assertThat(started).containsExactly("fedmas-fold1-seed0");
  }

  @Test
  void aStoredResultCountsWithoutArtifacts() throws IOException {
    Experiment experiment = TinyExperiment.read(folder, "results: kept");
    run(experiment);
    DurableFiles.local().delete(folder.resolve("artifacts"));
    started.clear();
    assertThat(run(experiment).reused()).isEqualTo(2);
    assertThat(started).isEmpty();
  }

  private ExperimentOutcome run(Experiment experiment) throws IOException {
    StoredResults results =
        new StoredResults(
            experiment,
            new StoreAddress(folder.resolve("artifacts"), null, DurableFiles.local()),
            folder.resolve("data"),
            experiment.results());
    RemainingTime time = RemainingTime.of(List.of(), List.of(), 2);
    return new ExperimentRunner(
            experiment, results, run -> start(experiment, results, run), listener(), time)
        .run();
  }

  private void start(Experiment experiment, StoredResults results, ExperimentRun run) {
    started.add(run.name());
    if (failing.contains(run.name())) {
      throw new StageFailedException("a unit failed");
    }
    if (stopping.contains(run.name())) {
      throw new InterruptedRunException("stopped");
    }
    try {
      FakeResult.write(
          results.place(run).folder(), experiment.nameOf(run), experiment.settings(run), 30);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExperimentListener listener() {
    return new ExperimentListener() {
      @Override
      public void starts(int number, int all, ExperimentRun run, Duration left) {
        said.add("starts %s/%s %s".formatted(number, all, run));
      }

      @Override
      public void ends(ExperimentRun run, Duration took) {
        said.add("ends " + run);
      }

      @Override
      public void fails(ExperimentRun run, FedmasException problem) {
        said.add("fails %s: %s".formatted(run, problem.getMessage()));
      }
    };
  }

  private static List<String> names(Experiment experiment) {
    return experiment.runs().stream().map(ExperimentRun::name).toList();
  }
}
