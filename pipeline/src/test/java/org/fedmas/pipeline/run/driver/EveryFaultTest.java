package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.housekeeping.GarbageCollection;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.FaultyStorage.Fault;
import org.fedmas.store.file.Owner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each write, forced write, rename and deletion of a run goes wrong once; the next run ends with
 * what an undisturbed one has.
 */
public class EveryFaultTest {

  /** A process of this boot whose number no process can have. */
  public static final Owner DEAD =
      new Owner(Owner.current().host(), Owner.current().boot(), 4_999_999_999L, 1);

  @TempDir Path folder;

  /** Tests each step once, with the kinds of fault in turn. */
  @Test
  void atEveryStepTheNextRunEndsWithTheSameDigests() throws Exception {
    theNextRunEndsWithTheSameDigests(at -> Fault.values()[at % 4]);
  }

  /** Tests each step with each kind of fault. */
  @Tag("e2e")
  @ParameterizedTest
  @EnumSource(Fault.class)
  void ofEveryKindTheNextRunEndsWithTheSameDigests(Fault fault) throws Exception {
    theNextRunEndsWithTheSameDigests(at -> fault);
  }

  private void theNextRunEndsWithTheSameDigests(IntFunction<Fault> faults) throws Exception {
    Map<String, Digest> expected = undisturbed();
    int at = 1;
    while (disturb(faults.apply(at), at, expected)) {
      at++;
    }
    // a run of four units takes many steps; fewer would mean that something goes past the storage
    assertThat(at).isGreaterThan(80);
  }

  private Map<String, Digest> undisturbed() throws Exception {
    FakeRun run = FakeRun.of(folder.resolve("undisturbed"));
    FaultyStorage storage = FaultyStorage.sound(run.artifacts());
    run.run(new DurableFiles(storage, Owner.current()));
    Map<String, Digest> contents = run.contents();
    assertThat(contents).hasSize(run.units());
    return contents;
  }

  /** Returns whether the run got as far as that step. */
  private boolean disturb(Fault fault, int at, Map<String, Digest> expected) throws Exception {
    FakeRun run = FakeRun.of(folder.resolve("disturbed-" + at));
    Files.createDirectories(run.artifacts());
    FaultyStorage storage = new FaultyStorage(run.artifacts(), fault, at);
    boolean ended = false;
    try {
      run.run(new DurableFiles(storage, DEAD));
      ended = true;
    } catch (IOException | RuntimeException | FaultyStorage.Gone e) {
      assertThat(storage.wentWrong()).as("%s at step %s: %s", fault, at, e).isTrue();
    }
    String where = fault + " at step " + at + " of " + storage.steps();
    int kept = everythingVisibleIsWhole(run, where);

    FaultyStorage sound = FaultyStorage.sound(run.artifacts());
    RunOutcome outcome = run.run(new DurableFiles(sound, Owner.current()));

    assertThat(run.contents()).as(where).isEqualTo(expected);
    assertThat(outcome.reused()).as(where).isEqualTo(kept);
    assertThat(outcome.ran()).as(where).isEqualTo(run.units() - kept);
    new GarbageCollection(run.artifacts(), new DurableFiles(sound, Owner.current()), 9, null)
        .collect();
    assertThat(hidden(run.artifacts())).as(where).isEmpty();
    assertThat(run.contents()).as(where).isEqualTo(expected);
    delete(run.artifacts());
    return !ended || storage.wentWrong();
  }

  private static int everythingVisibleIsWhole(FakeRun run, String where) throws IOException {
    ArtifactStore store = new ArtifactStore(run.artifacts());
    for (ArtifactRef ref : store.list()) {
      assertThat(store.damage(store.require(ref))).as(where).isEmpty();
    }
    return store.list().size();
  }

  /** Returns the files that are neither artifacts nor a run's record. */
  private static List<Path> hidden(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.getFileName().toString().startsWith("."))
          .filter(path -> !path.endsWith(".leases") && !path.endsWith(".control"))
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
