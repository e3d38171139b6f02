package org.fedmas.results.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the rounds' scores, by the contents of the predictions that they were computed from. A
 * plan then need not read every prediction of every round again. The file is safe to delete, is
 * never the source of a result that is shown, and is ignored where it cannot be read or written.
 */
public final class ScoreCache {

  /** Version of the scores; to be increased when equal predictions score differently. */
  private static final int VERSION = 1;

  private static final String NONE = "none";

  private final Path file;
  private final DurableFiles files;
  private final TreeMap<String, String> known = new TreeMap<>();
  private boolean changed;

  /** Creates the cache in a file. */
  ScoreCache(Path file, DurableFiles files) {
    this.file = file;
    this.files = files;
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          if (line.matches("[0-9a-f]{64}\t(none|[0-9a-f]{1,16})")) {
            known.put(line.substring(0, 64), line.substring(65));
          }
        }
      }
    } catch (IOException e) {
      known.clear();
    }
  }

  /** Returns the key of the score of these predictions, in order. */
  static String key(List<Digest> predictions) {
    return Digest.of((VERSION + " " + predictions).getBytes(UTF_8)).hex();
  }

  boolean contains(String key) {
    return known.containsKey(key);
  }

  /** Returns a known score; null over no images. */
  @Nullable Double score(String key) {
    String text = known.get(key);
    return text == null || text.equals(NONE)
        ? null
        : Double.valueOf(Double.longBitsToDouble(Long.parseUnsignedLong(text, 16)));
  }

  void put(String key, @Nullable Double score) {
    known.put(key, score == null ? NONE : Long.toHexString(Double.doubleToRawLongBits(score)));
    changed = true;
  }

  /** Writes the scores, if any was added. */
  void save() {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder();
    known.forEach((key, score) -> text.append(key).append('\t').append(score).append('\n'));
    try {
      files.replace(file, text.toString().getBytes(UTF_8));
      changed = false;
    } catch (IOException e) {
      changed = true; // the next process computes the scores again
    }
  }
}
