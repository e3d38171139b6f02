package org.fedmas.pipeline.workflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.run.driver.FakeRun;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

  private static final String UPDATE = "training/round-1/client-0";
  private static final String MODEL = "aggregation/round-1";

  @TempDir Path folder;
  private FakeRun run;
  private ArtifactStore store;

  @BeforeEach
  void open() {
    run = FakeRun.of(folder).rounds(2);
    store = new ArtifactStore(folder);
  }

  @Test
  void unitsOfANewRunAreMissing() {
    assertThat(run.plan()).hasSize(run.units()).allMatch(unit -> unit.state() == UnitState.MISSING);
    assertThat(unit("preprocess").reason()).isEqualTo("not built yet");
    assertThat(unit("preprocess").isReady()).isTrue();
  }

  @Test
  void aMissingInputIsTheReason() {
    assertThat(unit(UPDATE).reason()).isEqualTo("model preprocess is not built");
    assertThat(unit(UPDATE).fingerprint()).isNull();
    assertThat(unit(UPDATE).isReady()).isFalse();
  }

  @Test
  void computedUnitsArePresent() throws Exception {
    run.run(DurableFiles.local());
    assertThat(run.plan()).allMatch(unit -> unit.state() == UnitState.PRESENT);
    assertThat(unit(MODEL).reason()).isNull();
  }

  @Test
  void aDeletedArtifactIsMissingAgain() throws Exception {
    run.run(DurableFiles.local());
    store.delete(unit(MODEL).requireRef());
    assertThat(unit(MODEL).state()).isEqualTo(UnitState.MISSING);
    assertThat(unit(MODEL).isReady()).isTrue();
  }

  @Test
  void unitsBehindADeletedArtifactAreStale() throws Exception {
    run.run(DurableFiles.local());
    store.delete(unit(MODEL).requireRef());
    PlannedUnit next = unit("training/round-2/client-0");
    assertThat(next.state()).isEqualTo(UnitState.STALE);
    assertThat(next.reason()).isEqualTo("model " + MODEL + " is not built");
  }

  @Test
  void aStaleUnitNamesTheFirstFieldThatDiffers() throws Exception {
    run.run(DurableFiles.local());
    run = run.version(2);
    assertThat(unit("preprocess").state()).isEqualTo(UnitState.STALE);
    assertThat(unit("preprocess").reason()).contains("version").contains("1 → 2");
  }

  @Test
  void aReleasedUnitStillCountsAsThere() throws Exception {
    run.run(DurableFiles.local());
    ArtifactRef ref = unit(UPDATE).requireRef();
    store.release(store.require(ref));
    assertThat(unit(UPDATE).state()).isEqualTo(UnitState.RELEASED);
    assertThat(unit(UPDATE).state().isThere()).isTrue();
    assertThat(unit(MODEL).state()).isEqualTo(UnitState.PRESENT);
  }

  @Test
  void onlyLocalTrainingAndPriorsFollowThePrecision() throws Exception {
    String precision = UnitContext.PRECISION;
    Planner planner =
        new Planner(
            store,
            StageRegistry::stage,
            run.settings().config(),
            Map.of("threads", "1", precision, "bfloat16"),
            Map.of());
    for (String unit : List.of("training/round-1/client-0", "prior/round-1/client-0/losses")) {
      assertThat(numerics(planner, unit)).containsKeys("threads", precision);
    }
    for (String unit : List.of("features/client-0/part-0", "evaluation/round-1/client-0/test")) {
      assertThat(numerics(planner, unit)).containsOnlyKeys("threads");
    }
    assertThat(numerics(planner, "aggregation/round-1")).isNull();
  }

  private static @Nullable Map<String, String> numerics(Planner planner, String unit) {
    WorkUnit work = new WorkUnit(UnitKey.parse(unit), Map.of(), Map.of(), 0);
    return Objects.requireNonNull(planner.plan(List.of(work)).get(0).recipe()).numerics();
  }

  private PlannedUnit unit(String name) {
    List<PlannedUnit> found =
        run.plan().stream().filter(unit -> unit.unit().key().toString().equals(name)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
