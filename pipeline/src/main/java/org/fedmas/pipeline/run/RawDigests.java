package org.fedmas.pipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.error.MissingInputException;

/**
 * SHA-256 of raw input files, remembered from run to run: 9 GB of images are hashed once, not at
 * every start. A file counts as known while its path, size, inode and both times of change are the
 * same; a touched file is hashed again and found equal. Nothing rests on it: a unit hashes what it
 * reads and refuses bytes other than those that its recipe names. A file that changed within the
 * last seconds is not remembered, since it could change once more within one tick of its clock.
 */
public final class RawDigests {

  private final Path memory;
  private final Duration settled;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private boolean changed;

  /**
   * Digests remembered in a file.
   *
   * @param memory a cache; safe to delete
   */
  public RawDigests(Path memory) {
    this(memory, Duration.ofSeconds(3));
  }

  /**
   * As above.
   *
   * @param settled how long ago a file must have changed to be remembered
   */
  RawDigests(Path memory, Duration settled) {
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
   * A file's digest.
   *
   * @throws MissingInputException if it cannot be read
   */
  public Digest of(Path file) {
    try {
      State state = State.of(file);
      String digest = known.get(state.key());
      if (digest == null) {
        digest = Digest.of(file).toString();
        if (!State.of(file).equals(state)) {
          throw new MissingInputException(
              file + ": it changed while it was read; run again when nobody writes it any more");
        }
        if (state.changed().toInstant().isBefore(Instant.now().minus(settled))) {
          known.put(state.key(), digest);
          changed = true;
        }
      }
      return Digest.parse(digest);
    } catch (IOException e) {
      throw new MissingInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** What tells one state of a file from another without reading it. */
  private record State(String key, FileTime changed) {

    static State of(Path file) throws IOException {
      Map<String, Object> attributes =
          file.getFileSystem().supportedFileAttributeViews().contains("unix")
              ? Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino")
              : Files.readAttributes(file, "size,lastModifiedTime");
      FileTime modified = Objects.requireNonNull((FileTime) attributes.get("lastModifiedTime"));
      FileTime changed = Objects.requireNonNullElse((FileTime) attributes.get("ctime"), modified);
      String key =
          String.join(
              "\t",
              file.toAbsolutePath().normalize().toString(),
              String.valueOf(attributes.get("size")),
              modified.toString(),
              changed.toString(),
              String.valueOf(attributes.getOrDefault("ino", "-")));
      return new State(key, changed);
    }
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
