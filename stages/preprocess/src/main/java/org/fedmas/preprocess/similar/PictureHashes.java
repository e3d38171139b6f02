package org.fedmas.preprocess.similar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.FileState;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;

/**
 * The perceptual hashes of picture files, with a cache in a file of this machine. An entry is valid
 * while the picture's path, size, inode and times of change are the same. A run is right without
 * the cache: it then decodes every picture at each start.
 */
final class PictureHashes {

  private static final String FILE = "picture-hashes-1.tsv";
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private final Path cache;
  private final Map<String, PictureHash> known = new ConcurrentHashMap<>();
  private volatile boolean changed;

  /** Creates the hashes that a file keeps; the file may be absent. */
  PictureHashes(Path cache) {
    this.cache = cache;
    try {
      if (Files.exists(cache)) {
        for (String line : Files.readAllLines(cache)) {
          int tab = line.lastIndexOf('\t');
          if (tab > 0) {
            PictureHash.parse(line.substring(tab + 1))
                .ifPresent(hash -> known.put(line.substring(0, tab), hash));
          }
        }
      }
    } catch (IOException e) {
      known.clear(); // every picture is then decoded again
    }
  }

  /** Returns the hashes that this machine keeps below {@code FEDMAS_CACHE}. */
  static PictureHashes ofMachine() {
    String folder = System.getenv().getOrDefault("FEDMAS_CACHE", "");
    Path cache =
        folder.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "fedmas")
            : Path.of(folder).toAbsolutePath();
    return new PictureHashes(cache.resolve(FILE));
  }

  /** Returns the hash of a file; empty if it cannot be decoded. */
  Optional<PictureHash> of(Path file) {
    try {
      FileState state = FileState.of(file);
      PictureHash hash = known.get(state.key());
      if (hash == null) {
        hash = PictureHash.of(ImageDecoder.decode(Files.readAllBytes(file), file.toString()));
        if (state.isSettled(SETTLED)) {
          known.put(state.key(), hash);
          changed = true;
        }
      }
      return Optional.of(hash);
    } catch (ImageUnreadableException | IOException e) {
      return Optional.empty(); // the preparation of the pictures reports the file
    }
  }

  /** Writes new entries; without room or permission, the next start decodes again. */
  void save() {
    if (!changed) {
      return;
    }
    List<String> lines =
        new TreeMap<>(known)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue().text())
                .toList();
    try {
      Path folder =
          Files.createDirectories(Objects.requireNonNull(cache.toAbsolutePath().getParent()));
      Path written = Files.createTempFile(folder, FILE, ".part");
      try {
        Files.write(written, lines);
        Files.move(written, cache, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
      changed = false;
    } catch (IOException e) {
      changed = true; // a machine without a cache can still run
    }
  }
}
