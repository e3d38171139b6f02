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

/** Tests of remote artifacts that every remote file system must pass. */
public abstract class RemoteLaws {

  private static final ArtifactKind KIND = ArtifactKind.CLIENT_UPDATE;
  private static final AtomicInteger CACHES = new AtomicInteger();

  @TempDir Path machine;

  /** Returns the empty folder that one test uses. */
  protected abstract RemoteFileSystem remote();

  @Test
  void filesAreReadBackUnchanged() throws IOException {
    RemoteFileSystem remote = remote();
    Path file = Files.write(machine.resolve("file"), new byte[] {1, 2, 3});
    assertThat(remote.read("a/b.bin")).isEmpty();
    assertThat(remote.list("a")).isEmpty();
    remote.put("a/b.bin", file);
    remote.put("a/sub/c.txt", "one".getBytes(UTF_8));
    remote.put("a/sub/c.txt", "other".getBytes(UTF_8));
    remote.put("ab/d.txt", "d".getBytes(UTF_8));
    assertThat(remote.read("a/b.bin")).hasValue(new byte[] {1, 2, 3});
    assertThat(remote.list("a")).extracting(RemoteFile::name).containsExactly("b.bin", "sub/c.txt");
    assertThat(remote.list("a")).extracting(RemoteFile::bytes).containsExactly(3L, 5L);
    assertThatThrownBy(() -> remote.open("a/none")).isInstanceOf(NoSuchFileException.class);
    remote.delete("a");
    remote.delete("a");
    assertThat(remote.list("a")).isEmpty();
    assertThat(remote.read("ab/d.txt")).isPresent();
  }

  @Test
  void aFolderRenameNeverReplacesItsTarget() throws IOException {
    RemoteFileSystem remote = remote();
    remote.put("kind/new/file", "new".getBytes(UTF_8));
    remote.put("kind/old/file", "old".getBytes(UTF_8));
    if (!remote.renamesFolders()) {
      assertThatThrownBy(() -> remote.moveIfAbsent("kind/new", "kind/at"))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    assertThat(remote.moveIfAbsent("kind/new", "kind/old")).isFalse();
    assertThat(remote.list("kind"))
        .extracting(RemoteFile::name)
        .containsExactly("new/file", "old/file");
    assertThat(remote.moveIfAbsent("kind/new", "kind/at")).isTrue();
    assertThat(remote.list("kind"))
        .extracting(RemoteFile::name)
        .containsExactly("at/file", "old/file");
  }

  @Test
  void aCommittedArtifactIsFoundWithItsFiles() throws IOException {
    ArtifactStore store = store(remote());
    Path staging = staged(store, 1, "one");
    assertThat(store.find(ref(1))).isEmpty();
    assertThat(store.list()).isEmpty();
    Manifest manifest = store.commit(staging, KIND, recipe(1));
    assertThat(staging).doesNotExist();
    assertThat(store.require(ref(1)).content()).isEqualTo(manifest.content());
    assertThat(store.list()).containsExactly(ref(1));
    assertThat(store.damage(manifest)).isEmpty();
    ArtifactStore elsewhere = store(remote());
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
  void filesWithoutManifestDoNotBlockACommit() throws IOException {
    remote().put(ref(1).path() + "/model.safetensors", "left over".getBytes(UTF_8));
    ArtifactStore store = store(remote());
    assertThat(store.find(ref(1))).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThat(store.damage(commit(store, 1, "one"))).isEmpty();
  }

  /** Checks with equal and different bytes that readers find one complete artifact. */
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
          Callable<Manifest> committer = () -> commit(store(remote()), number, text);
          committers.add(pool.submit(committer));
        }
        List<Digest> contents = new ArrayList<>();
        for (Future<Manifest> committer : committers) {
          contents.add(committer.get().content());
        }
        ended.set(true);
        assertThat(reader.get()).isPositive();
        pool.shutdown();
        Manifest there = store(remote()).require(ref(number));
        assertThat(contents).contains(there.content());
        assertThat(store(remote()).damage(there)).isEmpty();
        if (remote().renamesFolders()) {
          assertThat(contents).containsOnly(there.content());
        }
      }
    }
    assertThat(temporaries()).isEmpty();
  }

  /** Checks the artifact repeatedly until the end, and once after it. */
  private int read(int number, AtomicBoolean ended) throws IOException {
    int found = 0;
    for (boolean last = false; !last; ) {
      last = ended.get();
      ArtifactStore store = store(remote());
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
  void aFailedUploadIsInvisibleAndCanBeRepeated() throws IOException {
    for (boolean killed : new boolean[] {false, true}) {
      int step = 0;
      for (boolean whole = false; !whole; step++) {
        int number = step + (killed ? 1000 : 0);
        try {
          commit(store(new FailingFileSystem(remote(), step, killed)), number, "one");
          whole = true;
        } catch (IOException e) {
          assertThat(e).hasMessage(FailingFileSystem.MESSAGE);
        }
        ArtifactStore other = store(remote());
        Optional<Manifest> seen = other.find(ref(number));
        assertThat(other.list().contains(ref(number))).isEqualTo(seen.isPresent());
        if (seen.isPresent()) {
          assertThat(other.damage(seen.get())).isEmpty();
        }
        assertThat(other.damage(commit(other, number, "one"))).isEmpty();
      }
      assertThat(step).isGreaterThan(3);
      if (!killed) {
        assertThat(temporaries()).isEmpty();
      }
    }
  }

  @Test
  void anArtifactSetAsideCanBeRecomputed() throws IOException {
    ArtifactStore store = store(remote());
    Manifest manifest = commit(store, 1, "one");
    store.setAside(ref(1));
    assertThat(store.find(ref(1))).isEmpty();
    assertThat(store.places()).isEmpty();
    assertThat(commit(store, 1, "one").content()).isEqualTo(manifest.content());
    assertThat(store.damage(manifest)).isEmpty();
  }

  @Test
  void aDamagedFileIsNamedAndNeverRead() throws IOException {
    Manifest manifest = commit(store(remote()), 1, "one");
    String file =
        remote().list(ref(1).path()).stream()
            .map(RemoteFile::name)
            .filter(name -> name.endsWith("model.safetensors"))
            .findFirst()
            .orElseThrow();
    remote().put(ref(1).path() + "/" + file, "model on!".getBytes(UTF_8));
    ArtifactStore store = store(remote());
    assertThat(store.damage(manifest))
        .singleElement()
        .asString()
        .contains(remote().address(), ref(1).path(), "model.safetensors: found sha256:");
    assertThatThrownBy(() -> store.open(manifest))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("model.safetensors: found sha256:");
    remote().delete(ref(1).path() + "/" + file);
    assertThat(store.damage(manifest)).singleElement().asString().endsWith("missing");
  }

  /** Returns a store without any cached or checked files, as on another machine. */
  private ArtifactStore store(RemoteFileSystem remote) throws IOException {
    Path folder = machine.resolve("machine" + CACHES.incrementAndGet());
    DurableFiles files = DurableFiles.local();
    FileCache cache = FileCache.in(folder, 1 << 20, files);
    return new ArtifactStore(folder.resolve("room"), files, new RemoteBackend(remote, cache, files));
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
    return remote().list(KIND.folder()).stream()
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
