package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileState;

/**
 * SHA-256 of image files that this process has looked at and that have not changed since: the index
 * lists the digests of all images, which a run knows before its first unit begins, and one unit
 * that hashes gigabytes alone would outlast all others. Nothing rests on it: a shard hashes what it
 * decodes and refuses bytes other than those that its recipe names.
 */
public final class SeenFiles {

  private static final Map<String, Digest> SEEN = new ConcurrentHashMap<>();

  private SeenFiles() {}

  /** Notes what a file's bytes are in that state. */
  public static void note(FileState state, Digest digest) {
    SEEN.put(state.key(), digest);
  }

  /** Returns a file's digest; reads it only if it was not noted in the state in which it is. */
  static Digest of(Path file) throws IOException {
    Digest seen = SEEN.get(FileState.of(file).key());
    return seen == null ? Digest.of(file) : seen;
  }
}
