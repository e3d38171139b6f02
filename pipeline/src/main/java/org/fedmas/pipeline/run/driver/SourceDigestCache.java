package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileState;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SeenFiles;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.store.file.DurableFiles;

/**
 * SHA-256 of raw input files, remembered from run to run: 9 GB of images are hashed once, not at
 * every start. A file counts as known while its path, size, inode and both times of change are the
 * same; a touched file is hashed again and found equal. Nothing rests on it: a unit hashes what it
 * decodes and refuses bytes other than those that its recipe names. A file that changed within the
 * last seconds is not remembered, since it could change once more within one tick of its clock.
 */
public final class SourceDigestCache {

  private final Path memory;
  private final Duration settled;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private volatile boolean changed;

  /**
   * Digests remembered in a file.
   *
   * @param memory a cache; safe to delete
   */
  public SourceDigestCache(Path memory) {
    this(memory, Duration.ofSeconds(3));
  }

  /**
   * As above.
   *
   * @param settled how long ago a file must have changed to be remembered
   */
  SourceDigestCache(Path memory, Duration settled) {
    this.memory = memory;
    this.settled = settled;
    try {
      if (Files.exists(memory)) {
        for (String line : Files.readAllLines(memory)) {
          int tab = line.lastIndexOf('\t');
          if (tab > 0 && line.substring(tab + 1).matches("sha256:[0-9a-f]{64}")) {
            known.put(line.substring(0, tab), line.substring(tab + 1));
          }
        }
      }
    } catch (IOException e) {
      known.clear();
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
      String digest = known.get(state.key());
      if (digest == null) {
        digest = Digest.of(file).toString();
        if (!FileState.of(file).equals(state)) {
          throw new MissingInputException(
              file + ": it changed while it was read; run again when nobody writes it any more");
        }
        if (!state.isSettled(settled)) {
          return Digest.parse(digest);
        }
        known.put(state.key(), digest);
        changed = true;
      }
      Digest found = Digest.parse(digest);
      SeenFiles.note(state, found);
      return found;
    } catch (IOException e) {
      throw new MissingInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /**
   * Returns the digest of each of a data set's images. All are found now, by all processors at
   * once: the first start of a run has gigabytes to hash before it can plan a unit.
   */
  public Function<SourceImage, Digest> of(DataSet dataSet) {
    List<SourceImage> images = dataSet.images();
    List<Digest> digests =
        images.parallelStream()
            .map(
                image -> dataSet.source(image).map(this::of).orElseGet(() -> dataSet.digest(image)))
            .toList();
    Map<SourceImage, Digest> found = new HashMap<>();
    for (int i = 0; i < digests.size(); i++) {
      found.put(images.get(i), digests.get(i));
    }
    return image -> Objects.requireNonNull(found.get(image));
  }

  /** Writes what was learnt, where that can be written: without it files are hashed again. */
  public void remember() {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(known)
        .forEach((key, digest) -> text.append(key).append('\t').append(digest).append('\n'));
    try {
      DurableFiles.local()
          .replace(memory, text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      changed = false;
    } catch (IOException e) {
      changed = true; // a store that may only be read can still be looked at
    }
  }
}
