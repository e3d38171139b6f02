package org.fedmas.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.FileEntry;
import org.fedmas.store.file.DurableFiles;

/**
 * Gives an artifact's payload up and brings it back. A marker is set before the first file goes and
 * removed after the last has returned, so that whoever reads never takes one for the other.
 */
final class Release {

  /** The file that says that the payload is not there. */
  static final String MARKER = "released";

  private Release() {}

  static boolean isReleased(Path folder) {
    return Files.exists(folder.resolve(MARKER));
  }

  /** Bytes of the payload that are still on the disk. */
  static long bytes(Path folder, Manifest manifest) {
    return manifest.files().stream()
        .filter(entry -> manifest.kind().payload().contains(entry.name()))
        .filter(entry -> Files.exists(folder.resolve(entry.name())))
        .mapToLong(FileEntry::size)
        .sum();
  }

  static void release(Path folder, Manifest manifest, DurableFiles files) throws IOException {
    if (!isReleased(folder)) {
      String text = "the payload was deleted; a run that needs it computes it again\n";
      files.replace(folder.resolve(MARKER), text.getBytes(StandardCharsets.UTF_8));
    }
    for (String name : manifest.kind().payload()) {
      files.storage().delete(folder.resolve(name));
    }
  }

  /** Moves a payload that was computed again into the folder that lost it. */
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
