package org.fedmas.store.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;
import org.fedmas.store.file.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {

  private static final int SIZE = 100;

  @TempDir Path root;
  private final Far far = new Far();

  /** Remote files with a count of the requests. */
  private static final class Far implements FileCache.Source {
    private final Map<String, String> texts = new TreeMap<>();
    private final List<String> fetched = new ArrayList<>();

    @Override
    public InputStream open(String name) {
      fetched.add(name);
      return new ByteArrayInputStream(texts.get(name).getBytes(UTF_8));
    }

    @Override
    public String place(String name) {
      return "far://" + name;
    }
  }

  @Test
  void cachedFilesAreNotFetchedAgain() throws IOException {
    FileEntry a = file("a");
    FileCache cache = cache(10 * SIZE);
    try (OpenArtifact one = cache.view("one", List.of(a), far)) {
      assertThat(one.file("a")).hasContent(far.texts.get("a"));
    }
    try (OpenArtifact other = cache.view("other", List.of(a), far)) {
      assertThat(other.file("a")).hasContent(far.texts.get("a"));
    }
    assertThat(far.fetched).containsExactly("a");
  }

  @Test
  void aNewProcessFindsCachedFiles() throws IOException {
    FileEntry a = file("a");
    cache(10 * SIZE).view("one", List.of(a), far).close();
    try (OpenArtifact again = newProcess(10 * SIZE).view("one", List.of(a), far)) {
      assertThat(again.file("a")).hasContent(far.texts.get("a"));
    }
    assertThat(far.fetched).containsExactly("a");
  }

  @Test
  void aDamagedCachedFileIsFetchedAgain() throws IOException {
    FileEntry a = file("a");
    cache(10 * SIZE).view("one", List.of(a), far).close();
    Path cached = cached().get(0);
    byte[] bytes = Files.readAllBytes(cached);
    bytes[3] ^= 1;
    Files.write(cached, bytes);
    try (OpenArtifact again = newProcess(10 * SIZE).view("one", List.of(a), far)) {
      assertThat(again.file("a")).hasContent(far.texts.get("a"));
    }
    assertThat(far.fetched).containsExactly("a", "a");
  }

  @Test
  void aDamagedDownloadIsRefusedAndNotCached() throws IOException {
    FileEntry a = file("a");
    far.texts.put("a", "x".repeat(SIZE));
    assertThatThrownBy(() -> cache(10 * SIZE).view("one", List.of(a), far))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("far://a: found sha256:")
        .hasMessageContaining(a.sha256().toString());
    assertThat(cached()).isEmpty();
  }

  @Test
  void theLeastRecentlyUsedFileIsEvictedFirst() throws IOException {
    FileCache cache = cache(3 * SIZE);
    for (String name : List.of("a", "b", "c")) {
      cache.view(name, List.of(file(name)), far).close();
    }
    age(file("a"), 30);
    age(file("b"), 20);
    age(file("c"), 10);
    cache.view("a", List.of(file("a")), far).close(); // used now
    cache.view("d", List.of(file("d")), far).close();
    assertThat(names()).containsExactlyInAnyOrder(hex("a"), hex("c"), hex("d"));
    for (int i = 0; i < 20; i++) {
      cache.view("more" + i, List.of(file("more" + i)), far).close();
      assertThat(cached()).hasSize(3);
    }
  }

  @Test
  void filesInUseAreNotEvicted() throws IOException {
    FileCache cache = cache(2 * SIZE);
    try (OpenArtifact read = cache.view("read", List.of(file("a"), file("b")), far)) {
      age(file("a"), 30);
      age(file("b"), 30);
      cache.view("c", List.of(file("c")), far).close();
      assertThat(names()).contains(hex("a"), hex("b"));
      assertThat(read.file("a")).hasContent(far.texts.get("a"));
    }
    cache.view("d", List.of(file("d")), far).close();
    assertThat(cached()).hasSize(2);
  }

  @Test
  void aViewStaysUntilItsLastReaderCloses() throws IOException {
    FileCache cache = cache(10 * SIZE);
    OpenArtifact one = cache.view("same", List.of(file("a")), far);
    OpenArtifact two = cache.view("same", List.of(file("a")), far);
    assertThat(two.folder()).isEqualTo(one.folder());
    one.close();
    assertThat(two.file("a")).exists();
    two.close();
    assertThat(two.folder()).doesNotExist();
  }

  @Test
  void theViewsOfADeadProcessAreRemoved() throws IOException {
    Owner me = Owner.current();
    Owner dead = new Owner(me.host(), me.boot(), me.pid(), me.started() + 1);
    FileCache theirs =
        FileCache.in(
            Files.createDirectories(root.resolve("x")).resolve(".."),
            10 * SIZE,
            new DurableFiles(Storage.local(), dead));
    OpenArtifact left = theirs.view("left", List.of(file("a")), far);
    newProcess(10 * SIZE);
    assertThat(left.folder()).doesNotExist();
    assertThat(names()).containsExactly(hex("a"));
  }

  @Test
  void computedFilesAreCached() throws IOException {
    FileEntry a = file("a");
    Path made = Files.writeString(root.resolve("made"), far.texts.get("a"));
    FileCache cache = cache(10 * SIZE);
    cache.adopt(made, a);
    Files.delete(made);
    try (OpenArtifact view = cache.view("one", List.of(a), far)) {
      assertThat(view.file("a")).hasContent(far.texts.get("a"));
    }
    assertThat(far.fetched).isEmpty();
  }

  private FileEntry file(String name) {
    String text = far.texts.computeIfAbsent(name, n -> (n + ".").repeat(SIZE).substring(0, SIZE));
    return new FileEntry(name, SIZE, Digest.of(text));
  }

  private String hex(String name) {
    return file(name).sha256().hex();
  }

  private void age(FileEntry entry, int minutes) throws IOException {
    Path place =
        root.resolve("files")
            .resolve(entry.sha256().hex().substring(0, 2))
            .resolve(entry.sha256().hex());
    Files.setLastModifiedTime(place, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve("files"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> names() throws IOException {
    return cached().stream().map(file -> file.getFileName().toString()).toList();
  }

  private FileCache cache(long most) {
    return FileCache.in(root, most, DurableFiles.local());
  }

  /** Returns a cache on the same folder without shared state, as in another process. */
  private FileCache newProcess(long most) throws IOException {
    Path sameFolder = Files.createDirectories(root.resolve("again")).resolve("..");
    return FileCache.in(sameFolder, most, DurableFiles.local());
  }
}
