package org.fedmas.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.fedmas.contract.FileEntry;
import org.fedmas.store.file.DurableFiles;

/**
 * The release and restoration of an artifact's payload. A marker file is written before the first
 * file is deleted, and deleted after the last file is restored. Readers therefore never mistake a
 * partial payload for a complete one.
 */
final class Release {

  /** The name of the marker file of a released payload. */
  static final String MARKER = "released";

  private Release() {}

  static boolean isReleased(Path folder) {
    return Files.exists(folder.resolve(MARKER));
  }

  /** Returns the size of those of these files that still exist. */
  static long bytes(Path folder, Manifest manifest, Collection<String> names) {
    return manifest.files().stream()
        .filter(entry -> names.contains(entry.name()))
        .filter(entry -> Files.exists(folder.resolve(entry.name())))
        .mapToLong(FileEntry::size)
        .sum();
  }

  /** Deletes files of the payload. */
  static void release(Path folder, Collection<String> names, DurableFiles files)
      throws IOException {
    if (!isReleased(folder)) {
      String text = "the payload was deleted; a run that needs it recomputes it\n";
      files.replace(folder.resolve(MARKER), text.getBytes(StandardCharsets.UTF_8));
    }
    for (String name : names) {
      files.storage().delete(folder.resolve(name));
    }
  }

  /** Moves a recomputed payload into the folder of the released artifact. */
  static void restore(Path staging, Path folder, Manifest manifest, DurableFiles files)
      throws IOException {
    for (String name : manifest.kind().payload()) {
      if (Files.exists(staging.resolve(name))) {
        files.storage().move(staging.resolve(name), folder.resolve(name));
      }
    }
    files.storage().syncFolder(folder);
    files.storage().delete(folder.resolve(MARKER));
    files.storage().syncFolder(folder);
  }
}
