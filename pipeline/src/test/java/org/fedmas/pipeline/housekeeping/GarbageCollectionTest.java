package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.LockedException;
import org.fedmas.pipeline.housekeeping.GarbageCollection.Garbage;
import org.fedmas.pipeline.run.driver.EveryFaultTest;
import org.fedmas.pipeline.run.driver.FakeRun;
import org.fedmas.pipeline.run.driver.RunOutcome;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.FaultyStorage.Fault;
import org.fedmas.store.file.Owner;
import org.fedmas.store.file.Storage;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest {

  private static final DurableFiles DEAD = new DurableFiles(Storage.local(), EveryFaultTest.DEAD);

  @TempDir Path folder;
  private FakeRun run;
  private ArtifactStore store;
  private DurableFiles files;

  @BeforeEach
  void open() {
    run = FakeRun.of(folder);
    store = new ArtifactStore(folder);
    files = new DurableFiles(FaultyStorage.sound(folder), Owner.current());
  }

  @Test
  void deletesArtifactsThatNoRunUses() throws Exception {
    run.run(files);
    TreeMap<String, Digest> first = run.contents();
    List<ArtifactRef> before = store.list();
    long bytes = 0;
    for (ArtifactRef ref : before) {
      bytes += store.require(ref).bytes();
    }
    FakeRun changed = run.version(2);
    changed.run(files);

    Garbage found = collection().find();

    assertThat(found.artifacts()).isEqualTo(before);
    // and the manifests
    assertThat(found.bytes()).isGreaterThan(bytes);
    assertThat(store.list()).hasSize(2 * run.units());
    assertThat(collection().collect()).isEqualTo(found);
    assertThat(store.list()).hasSize(run.units()).doesNotContainAnyElementsOf(before);
    assertThat(changed.contents()).hasSize(run.units());
    assertThat(collection().collect().artifacts()).isEmpty();
    run.run(files);
    assertThat(run.contents()).isEqualTo(first);
  }

  @Test
  void keepsTheLatestRuns() throws Exception {
    run.named("old").run(files);
    FakeRun later = run.named("later").version(2);
    later.run(files);
    TreeMap<String, Digest> contents = later.contents();

    new GarbageCollection(folder, files, 1, null).collect();

    assertThat(later.contents()).isEqualTo(contents);
    assertThat(store.list()).hasSize(run.units());
    assertThat(run.named("old").contents()).isEmpty();
    assertThat(folder.resolve("runs/old/run.json")).exists();
  }

  @Test
  void deletesFilesOfDeadProcessesOnly() throws IOException {
    ArtifactRef ref = new ArtifactRef(ArtifactKind.PRIOR, Digest.of("x"));
    Path dead = new ArtifactStore(folder, DEAD).stage(ref);
    Files.writeString(dead.resolve("prior.json"), "12345");
    Path living = store.stage(ref);
    Path elsewhere =
        new ArtifactStore(
                folder, new DurableFiles(Storage.local(), new Owner("elsewhere", "1", 2, 3)))
            .stage(ref);
    Path torn = Files.createDirectories(store.folder(ref));

    Garbage garbage = collection().collect();

    assertThat(garbage.orphans()).containsExactlyInAnyOrder(dead, torn);
    assertThat(garbage.bytes()).isEqualTo(5);
    assertThat(dead).doesNotExist();
    assertThat(torn).doesNotExist();
    assertThat(living).exists();
    assertThat(elsewhere).exists();
  }

  @Test
  void deletesCheckpointsThatNoUnitResumesFrom() throws Exception {
    run.run(files);
    Path done = kept(store.list().get(0).fingerprint());
    Path foreign = kept(Digest.of("unused"));
    assertThat(collection().collect().orphans()).containsExactlyInAnyOrder(done, foreign);

    // an interrupted start does not record which checkpoints the next start needs
    FakeRun longer = run.rounds(2);
    assertThatThrownBy(
            () ->
                longer.run(
                    files,
                    FakeRun.options(),
                    task -> {
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessageContaining("stopped");
    Path open = kept(Digest.of("unit of the next start"));
    assertThat(collection().collect().orphans()).doesNotContain(open);
    assertThat(open).exists();
    longer.run(files);
    assertThat(collection().collect().orphans()).contains(open);
  }

  private Path kept(Digest fingerprint) throws IOException {
    Path unit = Files.createDirectories(RunFolder.partials(folder).resolve(fingerprint.hex()));
    Files.writeString(unit.resolve("3-" + fingerprint.hex()), "state");
    return unit;
  }

  @Test
  void keepsArtifactsOfAKilledRun() throws Exception {
    int kept = 0;
    for (int at = 60; kept < 3; at += 5) {
      FaultyStorage storage = new FaultyStorage(folder, Fault.KILLED, at);
      try {
        run.run(new DurableFiles(storage, EveryFaultTest.DEAD));
      } catch (FaultyStorage.Gone e) {
        assertThat(storage.wentWrong()).isTrue();
      }
      List<ArtifactRef> made = store.list();

      assertThat(collection().collect().artifacts()).isEmpty();

      assertThat(store.list()).isEqualTo(made);
      kept = made.size();
    }
    assertThat(run.run(files).reused()).isEqualTo(kept);
  }

  @Test
  void deletesNothingThatAnActiveRunUses() throws Exception {
    run.rounds(2).run(files);
    TreeMap<String, Digest> expected = run.rounds(2).contents();
    List<Integer> removed = new ArrayList<>();
    FakeRun young = run.named("young").rounds(3);

    RunOutcome outcome =
        young.run(files, FakeRun.options(), task -> removed.add(collect(0).artifacts().size()));

    assertThat(outcome.reused()).isEqualTo(run.rounds(2).units());
    assertThat(removed).hasSize(3).containsOnly(0);
    assertThat(young.contents()).containsAllEntriesOf(expected);
    assertThat(young.run(files).ran()).isZero();
  }

  @Test
  void refusesADamagedRunRecord() throws Exception {
    run.run(files);
    Files.writeString(folder.resolve("runs/fake/run.json"), "{");

    assertThatThrownBy(() -> collection().collect())
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("run.json");
    assertThat(store.list()).hasSize(run.units());
  }

  @Test
  void refusesASecondCollection() throws Exception {
    LeaseRequest other = new LeaseRequest(RunFolder.collection(folder), "collection", files);
    try (Lease lease = other.attempt().orElseThrow()) {
      assertThatThrownBy(() -> collection().collect())
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("process " + Owner.current().pid());
    }
    assertThat(collection().collect().orphans()).isEmpty();
  }

  @Test
  void losesNoArtifactOfARunWhenKilledAtAnyStep() throws Exception {
    run.run(files);
    FakeRun changed = run.version(2);
    changed.run(files);
    TreeMap<String, Digest> expected = changed.contents();
    boolean ended = false;
    for (int at = 1; !ended; at++) {
      FaultyStorage storage = new FaultyStorage(folder, Fault.KILLED, at);
      try {
        new GarbageCollection(folder, new DurableFiles(storage, EveryFaultTest.DEAD), 9, null)
            .collect();
        ended = true;
      } catch (FaultyStorage.Gone e) {
        assertThat(changed.contents()).isEqualTo(expected);
      }
    }
    assertThat(store.list()).hasSize(run.units());
  }

  private GarbageCollection collection() {
    return new GarbageCollection(folder, files, Integer.MAX_VALUE, null);
  }

  private Garbage collect(int keepRuns) {
    try {
      return new GarbageCollection(folder, files, keepRuns, null).collect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
