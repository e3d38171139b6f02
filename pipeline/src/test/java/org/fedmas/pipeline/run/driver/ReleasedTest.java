package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.StageName;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.FaultyStorage.Fault;
import org.fedmas.store.file.Owner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasedTest {

  @TempDir Path folder;
  private FakeRun run;
  private ArtifactStore store;
  private DurableFiles files;
  private TreeMap<String, Digest> expected;

  @BeforeEach
  void runAndRelease() throws Exception {
    run = FakeRun.of(folder).rounds(3);
    store = new ArtifactStore(folder);
    files = new DurableFiles(FaultyStorage.sound(folder), Owner.current());
    run.run(files);
    expected = run.contents();
    for (ArtifactRef ref : updates()) {
      long bytes = store.releasable(store.require(ref), ref.kind().payload());
      assertThat(bytes).isPositive();
      store.release(store.require(ref));
      assertThat(store.releasable(store.require(ref), ref.kind().payload())).isZero();
    }
  }

  @Test
  void countsAsPresent() throws Exception {
    assertThat(run.contents()).isEqualTo(expected);
    assertThat(run.plan())
        .filteredOn(unit -> unit.kind() == ArtifactKind.CLIENT_UPDATE)
        .hasSize(6)
        .allMatch(unit -> unit.state() == UnitState.RELEASED);
    assertThat(run.run(files)).isEqualTo(new RunOutcome(0, run.units(), true));
    for (ArtifactRef ref : updates()) {
      assertThat(store.folder(ref).resolve("model.safetensors")).doesNotExist();
      assertThat(store.folder(ref).resolve("summary.json")).exists();
      assertThat(store.damage(store.require(ref))).isEmpty();
    }
  }

  @Test
  void isNeverReadInPart() {
    Manifest manifest = store.require(updates().get(0));
    assertThatThrownBy(() -> store.open(manifest))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("released");
  }

  @Test
  void isComputedAgainOnlyWhereAUnitReadsIt() throws Exception {
    RunOptions last =
        new RunOptions(
            new UnitSelection(
                StageName.AGGREGATION, StageName.AGGREGATION, 2, 2, java.util.Set.of()),
            Optional.of(StageName.AGGREGATION),
            false);

    RunOutcome outcome = run.run(files, last);

    // both clients' updates of rounds 1 and 2, and the model that is made of them
    assertThat(outcome.ran()).isEqualTo(5);
    assertThat(run.contents()).isEqualTo(expected);
    assertThat(run.plan())
        .filteredOn(unit -> unit.state() == UnitState.RELEASED)
        .allMatch(unit -> unit.unit().key().round().number() == 3)
        .hasSize(2);
    for (ArtifactRef ref : updates()) {
      if (!store.isReleased(ref)) {
        assertThat(store.damage(store.require(ref))).isEmpty();
      }
    }
  }

  @Test
  void returnsWholeWhereverTheProcessIsKilled() throws Exception {
    RunOptions force =
        new RunOptions(UnitSelection.all(), Optional.of(StageName.AGGREGATION), false);
    boolean ended = false;
    for (int at = 20; !ended; at += 7) {
      FaultyStorage storage = new FaultyStorage(folder, Fault.KILLED, at);
      try {
        run.run(new DurableFiles(storage, EveryFaultTest.DEAD), force);
        ended = true;
      } catch (FaultyStorage.Gone e) {
        for (ArtifactRef ref : updates()) {
          assertThat(store.damage(store.require(ref))).isEmpty();
        }
      }
    }
    run.run(files);
    assertThat(run.contents()).isEqualTo(expected);
  }

  @Test
  void differentBytesAreAnError() throws Exception {
    ArtifactRef ref = updates().get(0);
    Manifest manifest = store.require(ref);
    Path staging = store.stage(ref);
    Files.writeString(staging.resolve("model.safetensors"), "other");

    assertThatThrownBy(() -> store.commit(staging, ref.kind(), manifest.recipe()))
        .hasMessageContaining("recomputing gave different bytes");
    assertThat(store.isReleased(ref)).isTrue();
  }

  private List<ArtifactRef> updates() {
    return store.list().stream().filter(ref -> ref.kind() == ArtifactKind.CLIENT_UPDATE).toList();
  }
}
