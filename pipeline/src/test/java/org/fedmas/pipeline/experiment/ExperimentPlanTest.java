package org.fedmas.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.results.record.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentPlanTest {

  private static final ExperimentRun FIRST = new ExperimentRun("fedavg", 1, 0);
  private static final ExperimentRun SECOND = new ExperimentRun("fedmas", 1, 0);

  @TempDir Path folder;
  private Experiment experiment;

  @BeforeEach
  void read() {
    experiment = TinyExperiment.read(folder);
  }

  /** Tests that features count once, since both methods read the same. */
  @Test
  void sharedUnitsCountOnce() {
    ExperimentPlan plan = plan(Map.of(FIRST, open(FIRST, 0), SECOND, open(SECOND, 0)));
    assertThat(plan.units()).isEqualTo(1 + 2 + 2);
    assertThat(plan.lines().get(0))
        .isEqualTo("experiment tiny: 2 methods × 1 fold × 1 seed: 2 runs");
    assertThat(plan.lines().get(1))
        .startsWith("  missing  fedavg-fold1-seed0: 3 of 3 units, about ");
    assertThat(plan.lines().get(2))
        .startsWith("  missing  fedmas-fold1-seed0: 2 of 3 units, about ");
    assertThat(plan.lines().get(3))
        .startsWith("plan: 2 of 2 runs to start: 5 units, about ")
        .endsWith("(a rough estimate until the first round is measured)");
  }

  @Test
  void finishedRunsCorrectTheEstimate() {
    Settings settings = experiment.settings(FIRST);
    Map<Integer, Double> seconds = new TreeMap<>(Map.of(1, 600.0, 2, 600.0));
    RunRecord record =
        new RunRecord(
            1,
            "",
            "",
            "",
            settings.config().json(),
            Map.of(),
            "",
            "",
            1200,
            0,
            0,
            List.of(),
            seconds,
            List.of());
    ExperimentPlan plan =
        plan(
            Map.of(
                FIRST, new ExperimentPlan.State.Done(settings, record), SECOND, open(SECOND, 0)));
    assertThat(plan.lines().get(1)).isEqualTo("  done     fedavg-fold1-seed0");
    assertThat(plan.lines().get(3)).endsWith("(by the times of rounds that are computed)");
    // priors make a round dearer than one of federated averaging
    assertThat(plan.time()).isBetween(Duration.ofSeconds(1200), Duration.ofSeconds(1700));
  }

  @Test
  void aBegunRunTakesTheRestOfItsRounds() {
    Duration whole = plan(Map.of(FIRST, open(FIRST, 0))).time();
    Duration half = plan(Map.of(FIRST, open(FIRST, 1))).time();
    assertThat(half).isLessThan(whole.multipliedBy(6).dividedBy(10));
  }

  @Test
  void aRunThatCannotBePlannedIsNamed() {
    ExperimentPlan plan =
        plan(
            Map.of(
                FIRST, new ExperimentPlan.State.Failing(new MissingInputException("no pictures"))));
    assertThat(plan.lines()).contains("  fails    fedavg-fold1-seed0: no pictures");
    assertThat(plan.lines().get(2)).isEqualTo("plan: 0 of 1 run to start");
  }

  @Test
  void timesAreInWords() {
    assertThat(ExperimentPlan.words(Duration.ofMillis(10))).isEqualTo("1 s");
    assertThat(ExperimentPlan.words(Duration.ofSeconds(99))).isEqualTo("99 s");
    assertThat(ExperimentPlan.words(Duration.ofMinutes(45))).isEqualTo("45 min");
    assertThat(ExperimentPlan.words(Duration.ofMinutes(150))).isEqualTo("2.5 h");
  }

  private ExperimentPlan plan(Map<ExperimentRun, ExperimentPlan.State> states) {
    Map<ExperimentRun, ExperimentPlan.State> ordered = new LinkedHashMap<>();
    for (ExperimentRun run : experiment.runs()) {
      if (states.containsKey(run)) {
        ordered.put(run, states.get(run));
      }
    }
    List<RunPlan> open =
        ordered.values().stream()
            .filter(ExperimentPlan.State.Open.class::isInstance)
            .map(state -> ((ExperimentPlan.State.Open) state).plan())
            .toList();
    List<ExperimentPlan.State.Done> done =
        ordered.values().stream()
            .filter(ExperimentPlan.State.Done.class::isInstance)
            .map(ExperimentPlan.State.Done.class::cast)
            .toList();
    return ExperimentPlan.of(experiment, ordered, RemainingTime.of(open, done, 2));
  }

  /** Returns a run of features and two rounds, of which some are computed. */
  private ExperimentPlan.State open(ExperimentRun run, int rounds) {
    ClientId client = new ClientId(0);
    List<PlannedUnit> units =
        List.of(
            unit(
                UnitKey.of(StageName.FEATURES, client, "part-000"),
                ArtifactKind.FEATURE_TABLE,
                rounds > 0),
            unit(
                UnitKey.of(StageName.TRAINING, new Round(1), client),
                ArtifactKind.CLIENT_UPDATE,
                rounds > 0),
            unit(
                UnitKey.of(StageName.TRAINING, new Round(2), client),
                ArtifactKind.CLIENT_UPDATE,
                rounds > 1));
    return new ExperimentPlan.State.Open(
        new RunPlan(run, experiment.settings(run), 120, 6, units, Optional.empty()), "");
  }

  private static PlannedUnit unit(UnitKey key, ArtifactKind kind, boolean isThere) {
    return new PlannedUnit(
        new WorkUnit(key, Map.of(), Map.of(), 120),
        kind,
        null,
        null,
        isThere ? UnitState.PRESENT : UnitState.MISSING,
        "waits");
  }
}
