package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.fedmas.pipeline.housekeeping.SpentPayloads;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.Owner;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.fedmas.store.retention.BestRounds;
import org.fedmas.store.retention.HeldArtifact;
import org.fedmas.store.retention.PayloadRelease;
import org.fedmas.store.retention.ReleasedPayload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundRetentionTest {

  @TempDir Path folder;
  private DurableFiles files;

  @BeforeEach
  void open() {
    files = new DurableFiles(FaultyStorage.sound(folder), Owner.current());
  }

  @Test
  void keepsWhatALaterUnitMayStillRead() throws Exception {
    FakeRun run =
        FakeRun.of(folder).rounds(4).set("keep.client-updates=none", "keep.global-models=none");
    run.run(files);

    // the newest updates, the newest global model and the best one
    assertThat(spent(run, 2))
        .containsExactly(
            "training/round-1/client-0",
            "training/round-1/client-1",
            "aggregation/round-1",
            "training/round-2/client-0",
            "training/round-2/client-1",
            "training/round-3/client-0",
            "training/round-3/client-1",
            "aggregation/round-3");
    assertThat(spent(run.set("keep.client-updates=last 2"), 2))
        .containsExactly(
            "training/round-1/client-0",
            "training/round-1/client-1",
            "training/round-2/client-0",
            "training/round-2/client-1");
    assertThat(spent(run.set("keep.client-updates=all"), 2)).isEmpty();
    assertThat(spent(run.set("evaluation.personal=true", "keep.client-updates=none"), 2)).isEmpty();
  }

  @Test
  void keepsWhatAUnitReadsThatIsNotThere() throws Exception {
    FakeRun run = FakeRun.of(folder).rounds(3).set("keep.client-updates=none");
    run.run(files);
    ArtifactStore store = new ArtifactStore(folder);
    store.delete(unit(run, "aggregation/round-2").requireRef());

    // aggregation 2 reads the updates of round 2; what follows waits for it
    assertThat(spent(run, 1))
        .containsExactly("training/round-1/client-0", "training/round-1/client-1");
  }

  @Test
  void leavesWhatAnotherRunHas() throws Exception {
    FakeRun run = FakeRun.of(folder).rounds(2).set("keep.client-updates=none");
    run.run(files);
    FakeRun other = run.named("other").rounds(1).set(new String[0]);
    other.run(files);
    ArtifactStore store = new ArtifactStore(folder);
    PlannedUnit shared = unit(run, "training/round-1/client-0");
    PlannedUnit own = unit(run, "training/round-2/client-0");

    PayloadRelease release = SpentPayloads.of(run.place(files));
    release.release(List.of(payload(shared), payload(own)));

    assertThat(store.isReleased(shared.requireRef())).isFalse();
    assertThat(store.isReleased(own.requireRef())).isTrue();
    assertThat(run.run(files).ran()).isZero();
  }

  @Test
  void waitsForTheNextRoundWhileACollectionIsUnderWay() throws Exception {
    FakeRun run = FakeRun.of(folder).rounds(2).set("keep.client-updates=none");
    run.run(files);
    PlannedUnit own = unit(run, "training/round-1/client-0");
    LeaseRequest collection = new LeaseRequest(RunFolder.collection(folder), "collection", files);
    try (Lease held = collection.attempt().orElseThrow()) {
      SpentPayloads.of(run.place(files)).release(List.of(payload(own)));
    }
    assertThat(new ArtifactStore(folder).isReleased(own.requireRef())).isFalse();
  }

  private static List<String> spent(FakeRun run, int best) {
    return new RoundRetention(run.settings(), null, null, PayloadRelease.NONE)
        .spent(run.plan(), BestRounds.of(best)).stream()
            .map(payload -> payload.artifact().unit().toString())
            .toList();
  }

  private static ReleasedPayload payload(PlannedUnit unit) {
    HeldArtifact held = new HeldArtifact(unit.unit().key(), unit.requireRef());
    return new ReleasedPayload(held, Set.copyOf(held.ref().kind().payload()));
  }

  private static PlannedUnit unit(FakeRun run, String name) {
    return run.plan().stream()
        .filter(unit -> unit.unit().key().toString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
