package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileState;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SeenFiles;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.store.file.DurableFiles;

/**
 * A cache of the SHA-256 of raw input files, so that 9 GB of images are hashed once and not at
 * every start. An entry is valid while the file's path, size, inode and both times of change are
 * the same. No result depends on the cache: a unit hashes the bytes that it decodes and compares
 * them with its recipe. A file that changed within the last seconds is not cached, since it could
 * change again within one tick of its clock.
 */
public final class SourceDigestCache {

  private final Path cache;
  private final DurableFiles files;
  private final Duration settled;
  private final Map<String, Digest> known = new ConcurrentHashMap<>();
  private volatile boolean changed;

  /** Creates the cache in a file that is safe to delete. */
  public SourceDigestCache(Path cache, DurableFiles files) {
    this(cache, files, Duration.ofSeconds(3));
  }

  /** Creates the cache of files whose last change is at least that old. */
  SourceDigestCache(Path cache, DurableFiles files, Duration settled) {
    this.cache = cache;
    this.files = files;
    this.settled = settled;
    try {
      if (Files.exists(cache)) {
        try (Stream<String> lines = Files.lines(cache)) {
          lines.forEach(this::add);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      known.clear();
    }
  }

  private void add(String line) {
    int tab = line.lastIndexOf('\t');
    String digest = line.substring(tab + 1);
    if (tab > 0 && Digest.isWritten(digest)) {
      known.put(line.substring(0, tab), Digest.parse(digest));
    }
  }

  /**
   * Returns a file's digest.
   *
   * @throws MissingInputException if it cannot be read
   */
  public Digest of(Path file) {
    try {
      FileState state = FileState.of(file);
      Digest found = known.get(state.key());
      if (found == null) {
        found = Digest.of(file);
        if (!FileState.of(file).equals(state)) {
          throw new MissingInputException(
              file + ": the file changed while it was read; run again once it is stable");
        }
        if (!state.isSettled(settled)) {
          return found;
        }
        known.put(state.key(), found);
        changed = true;
      }
      SeenFiles.note(state, found);
      return found;
    } catch (IOException e) {
      throw new MissingInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /**
   * Returns the digest of each image of a data set. All processors compute them now, since the
   * first start of a run has gigabytes to hash before it can plan a unit.
   */
  public Function<SourceImage, Digest> of(DataSet dataSet) {
    Map<SourceImage, Digest> found =
        dataSet.images().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    image -> image,
                    image ->
                        dataSet.source(image).map(this::of).orElseGet(() -> dataSet.digest(image)),
                    (one, same) -> same));
    return image -> Objects.requireNonNull(found.get(image));
  }

  /** Writes new entries; where the file cannot be written, the next start hashes again. */
  public void save() {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(known)
        .forEach((key, digest) -> text.append(key).append('\t').append(digest).append('\n'));
    try {
      files.replace(cache, text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      changed = false;
    } catch (IOException e) {
      changed = true; // a read-only store can still be planned
    }
  }
}
