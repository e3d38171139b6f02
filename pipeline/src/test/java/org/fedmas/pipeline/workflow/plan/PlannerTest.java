package org.fedmas.pipeline.workflow.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.pipeline.run.driver.FakeRun;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
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

  private PlannedUnit unit(String name) {
    List<PlannedUnit> found =
        run.plan().stream().filter(unit -> unit.unit().key().toString().equals(name)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
