package org.fedmas.store.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.LongNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What artifacts behind an address promise, whatever keeps them. */
public abstract class RemoteLaws {

  private static final ArtifactKind KIND = ArtifactKind.CLIENT_UPDATE;
  private static final AtomicInteger CACHES = new AtomicInteger();

  @TempDir Path machine;

  /** Returns an empty folder; the same one within a test. */
  protected abstract RemoteFileSystem space();

  @Test
  void filesComeBackAsTheyWentThere() throws IOException {
    RemoteFileSystem space = space();
    Path file = Files.write(machine.resolve("file"), new byte[] {1, 2, 3});
    assertThat(space.read("a/b.bin")).isEmpty();
    assertThat(space.list("a")).isEmpty();
    space.put("a/b.bin", file);
    space.put("a/sub/c.txt", "one".getBytes(UTF_8));
    space.put("a/sub/c.txt", "other".getBytes(UTF_8));
    space.put("ab/d.txt", "d".getBytes(UTF_8));
    assertThat(space.read("a/b.bin")).hasValue(new byte[] {1, 2, 3});
    assertThat(space.list("a")).extracting(RemoteFile::name).containsExactly("b.bin", "sub/c.txt");
    assertThat(space.list("a")).extracting(RemoteFile::bytes).containsExactly(3L, 5L);
    assertThatThrownBy(() -> space.open("a/none")).isInstanceOf(NoSuchFileException.class);
    space.delete("a");
    space.delete("a");
    assertThat(space.list("a")).isEmpty();
    assertThat(space.read("ab/d.txt")).isPresent();
  }

  @Test
  void aFolderIsRenamedOnceOrNotAtAll() throws IOException {
    RemoteFileSystem space = space();
    space.put("kind/new/file", "new".getBytes(UTF_8));
    space.put("kind/old/file", "old".getBytes(UTF_8));
    if (!space.renamesFolders()) {
      assertThatThrownBy(() -> space.moveIfAbsent("kind/new", "kind/at"))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    assertThat(space.moveIfAbsent("kind/new", "kind/old")).isFalse();
    assertThat(space.list("kind"))
        .extracting(RemoteFile::name)
        .containsExactly("new/file", "old/file");
    assertThat(space.moveIfAbsent("kind/new", "kind/at")).isTrue();
    assertThat(space.list("kind"))
        .extracting(RemoteFile::name)
        .containsExactly("at/file", "old/file");
  }

  @Test
  void aCommittedArtifactIsFoundWithItsFiles() throws IOException {
    ArtifactStore store = store(space());
    Path staging = staged(store, 1, "one");
    assertThat(store.find(ref(1))).isEmpty();
    assertThat(store.list()).isEmpty();
    Manifest manifest = store.commit(staging, KIND, recipe(1));
    assertThat(staging).doesNotExist();
    assertThat(store.require(ref(1)).content()).isEqualTo(manifest.content());
    assertThat(store.list()).containsExactly(ref(1));
    assertThat(store.damages(manifest)).isEmpty();
    ArtifactStore elsewhere = store(space());
    try (OpenArtifact open = elsewhere.open(elsewhere.require(ref(1)))) {
      assertThat(open.file("model.safetensors")).hasContent("model one");
      assertThat(open.file("update.json")).hasContent("update one");
    }
    try (OpenArtifact small = elsewhere.openSummaries(manifest)) {
      assertThat(small.file("update.json")).hasContent("update one");
      assertThat(small.file("model.safetensors")).doesNotExist();
    }
  }

  @Test
  void filesWithoutManifestNeverHappenedAndDoNotStandInTheWay() throws IOException {
    space().put(ref(1).path() + "/model.safetensors", "left over".getBytes(UTF_8));
    ArtifactStore store = store(space());
    assertThat(store.find(ref(1))).isEmpty();
    assertThat(store.list()).isEmpty();
    store.verify(commit(store, 1, "one"));
  }

  /** Same bytes or other ones: what is found is one of them, whole. */
  @Test
  void twoCommittersNeverMixTheirFiles() throws Exception {
    for (String[] texts : new String[][] {{"same", "same"}, {"one", "other"}}) {
      for (int i = 0; i < 5; i++) {
        int number = i + texts[1].length() * 100;
        ExecutorService pool = Executors.newFixedThreadPool(3);
        AtomicBoolean ended = new AtomicBoolean();
        Future<Integer> reader = pool.submit(() -> read(number, ended));
        List<Future<Manifest>> committers = new ArrayList<>();
        for (String text : texts) {
          Callable<Manifest> committer = () -> commit(store(space()), number, text);
          committers.add(pool.submit(committer));
        }
        List<Digest> contents = new ArrayList<>();
        for (Future<Manifest> committer : committers) {
          contents.add(committer.get().content());
        }
        ended.set(true);
        assertThat(reader.get()).isPositive();
        pool.shutdown();
        Manifest there = store(space()).require(ref(number));
        assertThat(contents).contains(there.content());
        store(space()).verify(there);
        if (space().renamesFolders()) {
          assertThat(contents).containsOnly(there.content());
        }
      }
    }
    assertThat(temporaries()).isEmpty();
  }

  /** Looks until it is told to end, and at least once after that. */
  private int read(int number, AtomicBoolean ended) throws IOException {
    int found = 0;
    for (boolean last = false; !last; ) {
      last = ended.get();
      ArtifactStore store = store(space());
      Optional<Manifest> manifest = store.find(ref(number));
      if (manifest.isPresent()) {
        try (OpenArtifact open = store.open(manifest.get())) {
          assertThat(open.file("model.safetensors")).isNotEmptyFile();
          found++;
        }
      }
    }
    return found;
  }

  @Test
  void anUploadThatFailsLeavesNothingThatIsSeenAndSucceedsLater() throws IOException {
    for (boolean killed : new boolean[] {false, true}) {
      int step = 0;
      for (boolean whole = false; !whole; step++) {
        int number = step + (killed ? 1000 : 0);
        try {
          commit(store(new FailingFileSystem(space(), step, killed)), number, "one");
          whole = true;
        } catch (IOException e) {
          assertThat(e).hasMessage(FailingFileSystem.MESSAGE);
        }
        ArtifactStore other = store(space());
        Optional<Manifest> seen = other.find(ref(number));
        assertThat(other.list().contains(ref(number))).isEqualTo(seen.isPresent());
        if (seen.isPresent()) {
          other.verify(seen.get());
        }
        other.verify(commit(other, number, "one"));
      }
      assertThat(step).isGreaterThan(3);
      if (!killed) {
        assertThat(temporaries()).isEmpty();
      }
    }
  }

  @Test
  void anArtifactThatWasSetAsideIsBuiltAgain() throws IOException {
    ArtifactStore store = store(space());
    Manifest manifest = commit(store, 1, "one");
    store.setAside(ref(1));
    assertThat(store.find(ref(1))).isEmpty();
    assertThat(store.places()).isEmpty();
    assertThat(commit(store, 1, "one").content()).isEqualTo(manifest.content());
    store.verify(manifest);
  }

  @Test
  void aDamagedFileIsNamedAndNeverRead() throws IOException {
    Manifest manifest = commit(store(space()), 1, "one");
    String file =
        space().list(ref(1).path()).stream()
            .map(RemoteFile::name)
            .filter(name -> name.endsWith("model.safetensors"))
            .findFirst()
            .orElseThrow();
    space().put(ref(1).path() + "/" + file, "model on!".getBytes(UTF_8));
    ArtifactStore store = store(space());
    assertThat(store.damages(manifest))
        .singleElement()
        .asString()
        .contains(space().address(), ref(1).path(), "model.safetensors: found sha256:");
    assertThatThrownBy(() -> store.open(manifest))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("model.safetensors: found sha256:");
    space().delete(ref(1).path() + "/" + file);
    assertThat(store.damages(manifest)).singleElement().asString().endsWith("missing");
  }

  /** Returns a store as another machine sees it: nothing cached, nothing checked. */
  private ArtifactStore store(RemoteFileSystem space) throws IOException {
    Path folder = machine.resolve("machine" + CACHES.incrementAndGet());
    DurableFiles files = DurableFiles.local();
    FileCache cache = FileCache.in(folder, 1 << 20, files);
    return new ArtifactStore(folder.resolve("room"), files, new RemoteBackend(space, cache, files));
  }

  private Manifest commit(ArtifactStore store, int number, String text) throws IOException {
    return store.commit(staged(store, number, text), KIND, recipe(number));
  }

  private static Path staged(ArtifactStore store, int number, String text) throws IOException {
    Path staging = store.stage(ref(number));
    Files.writeString(staging.resolve("model.safetensors"), "model " + text);
    Files.writeString(staging.resolve("update.json"), "update " + text);
    return staging;
  }

  private List<String> temporaries() throws IOException {
    return space().list(KIND.folder()).stream()
        .map(RemoteFile::name)
        .filter(name -> name.startsWith(".tmp-"))
        .toList();
  }

  private static ArtifactRef ref(int number) {
    return new ArtifactRef(KIND, recipe(number).fingerprint());
  }

  private static Recipe recipe(int number) {
    return new Recipe(
        "training",
        1,
        "training/round-1/client-0",
        new Config(Map.of("seed", LongNode.valueOf(number))),
        Map.of(),
        Map.of(),
        null);
  }
}
