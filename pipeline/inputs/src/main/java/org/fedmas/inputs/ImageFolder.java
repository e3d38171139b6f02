package org.fedmas.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder of image files, possibly incomplete.
 *
 * @param nested whether images in folders below it count
 */
record ImageFolder(Path folder, boolean nested) {

  /** File name extension of images. */
  static final String SUFFIX = ".jpg";

  /** Returns the number of images. */
  int images() throws IOException {
    return (int) files(folder).stream().filter(file -> file.toString().endsWith(SUFFIX)).count();
  }

  /** Returns the size of all files in the folder. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /**
   * Moves complete files here: the whole folder if this one is absent, else file by file. Existing
   * files stay as they are.
   *
   * @throws IOException if an existing file has other bytes
   */
  void take(Path complete) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(complete, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    List<Path> files = files(complete);
    for (Path file : files) {
      Path place = folder.resolve(complete.relativize(file).toString());
      if (Files.exists(place) && Files.mismatch(file, place) >= 0) {
        throw new IOException(
            "%s differs from the published file %s. Move it away and repeat the command"
                .formatted(place, file));
      }
    }
    for (Path file : files) {
      Path place = folder.resolve(complete.relativize(file).toString());
      if (Files.exists(place)) {
        Files.delete(file);
      } else {
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    try (Stream<Path> folders = Files.walk(complete)) {
      for (Path empty : folders.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(empty);
      }
    }
  }

  /** Returns the files in a folder, in order; none if the folder is absent. */
  private List<Path> files(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(parent, nested ? Integer.MAX_VALUE : 1)) {
      return all.filter(file -> !Files.isDirectory(file)).sorted().toList();
    }
  }
}
