package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.results.record.RunRecord;
import org.junit.jupiter.api.Test;

class RecomputeEstimateTest {

  private static final UnitKey PARTITION = UnitKey.of(StageName.PARTITION);

  /** Half of 40 s outside of the rounds, and all of one round of 30 s on average. */
  @Test
  void costsFollowTheShareOfStaleUnits() {
    List<PlannedUnit> plan =
        List.of(
            unit(PARTITION, UnitState.STALE),
            unit(UnitKey.of(StageName.TRAINING, new Round(0)), UnitState.PRESENT),
            unit(training(1), UnitState.PRESENT),
            unit(training(2), UnitState.STALE));

    assertThat(RecomputeEstimate.of(record(Map.of(1, 20.0, 2, 40.0)), plan).orElseThrow())
        .hasToString(
            "computing the 2 stale units again takes about 50 s, by the times in the run's record");
  }

  @Test
  void withoutStaleUnitsNothingIsEstimated() {
    List<PlannedUnit> plan = List.of(unit(PARTITION, UnitState.MISSING));

    assertThat(RecomputeEstimate.of(record(Map.of(1, 20.0)), plan)).isEmpty();
  }

  @Test
  void withoutTimesNothingIsEstimated() {
    List<PlannedUnit> plan = List.of(unit(PARTITION, UnitState.STALE));

    assertThat(RecomputeEstimate.of(record(Map.of()), plan)).isEmpty();
    assertThat(RecomputeEstimate.of(Optional.empty(), plan)).isEmpty();
  }

  private static UnitKey training(int round) {
    return UnitKey.of(StageName.TRAINING, new Round(round), new ClientId(0));
  }

  private static PlannedUnit unit(UnitKey key, UnitState state) {
    return new PlannedUnit(
        new WorkUnit(key, Map.of(), Map.of(), 0), ArtifactKind.PARTITION, null, null, state, null);
  }

  private static Optional<RunRecord> record(Map<Integer, Double> roundSeconds) {
    return Optional.of(
        new RunRecord(
            RunRecord.FORMAT,
            "run",
            "run.yaml",
            "data",
            Json.mapper().createObjectNode(),
            Map.of(),
            "2026-01-01T00:00:00Z",
            null,
            100,
            0,
            0,
            List.of(),
            roundSeconds,
            List.of()));
  }
}
