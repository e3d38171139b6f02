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
 * Scores of rounds by the content digests that they were computed from, so that a plan need not
 * read every prediction of every round again. A cache: safe to delete, never the source of a result
 * that is shown, and forgotten where it cannot be read or written.
 */
public final class ScoreCache {

  /** Raised when equal predictions would score differently. */
  private static final int VERSION = 1;

  private static final String NONE = "none";

  private final Path file;
  private final TreeMap<String, String> known = new TreeMap<>();
  private boolean changed;

  public ScoreCache(Path file) {
    this.file = file;
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

  /** Returns the name of a score: of these predictions, in order. */
  public static String key(List<Digest> predictions) {
    return Digest.of((VERSION + " " + predictions).getBytes(UTF_8)).hex();
  }

  public boolean knows(String key) {
    return known.containsKey(key);
  }

  /** Returns a known score; null over no images. */
  public @Nullable Double score(String key) {
    String text = known.get(key);
    return text == null || text.equals(NONE)
        ? null
        : Double.valueOf(Double.longBitsToDouble(Long.parseUnsignedLong(text, 16)));
  }

  public void learn(String key, @Nullable Double score) {
    known.put(key, score == null ? NONE : Long.toHexString(Double.doubleToRawLongBits(score)));
    changed = true;
  }

  /** Writes what was learnt. */
  public void remember() {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder();
    known.forEach((key, score) -> text.append(key).append('\t').append(score).append('\n'));
    try {
      DurableFiles.local().replace(file, text.toString().getBytes(UTF_8));
      changed = false;
    } catch (IOException e) {
      changed = true; // the next process takes the scores anew
    }
  }
}
