package org.fedmas.pipeline.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.error.MissingInputException;

/**
 * SHA-256 of raw input files, remembered from run to run by path, size and time of change: 9 GB of
 * images are hashed once, not at every start. A touched file is hashed again and found equal.
 */
public final class RawDigests {

  private final Path memory;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private boolean changed;

  /**
   * Digests remembered in a file.
   *
   * @param memory a cache; safe to delete
   */
  public RawDigests(Path memory) {
    this.memory = memory;
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
      String key =
          file.toAbsolutePath().normalize()
              + "\t"
              + Files.size(file)
              + "\t"
              + Files.getLastModifiedTime(file).toMillis();
      String digest = known.get(key);
      if (digest == null) {
        digest = Digest.of(file).toString();
        known.put(key, digest);
        changed = true;
      }
      return Digest.parse(digest);
    } catch (IOException e) {
      throw new MissingInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** Writes what was learnt. */
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
      throw new UncheckedIOException("cannot write " + memory, e);
    }
  }
}
