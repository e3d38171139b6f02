package org.fedmas.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of image files, possibly incomplete. */
record ImageFolder(Path folder) {

  /** File name extension of images. */
  static final String SUFFIX = ".jpg";

  /** Returns the number of images. */
  int images() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).count();
    }
  }

  /** Returns the size of all files in the folder. */
  long bytes() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
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
    List<Path> files;
    try (Stream<Path> list = Files.list(complete)) {
      files = list.sorted().toList();
    }
    for (Path file : files) {
      Path place = folder.resolve(file.getFileName().toString());
      if (Files.exists(place) && Files.mismatch(file, place) >= 0) {
        throw new IOException(
            "%s differs from the published file %s. Move it away and repeat the command"
                .formatted(place, file));
      }
    }
    for (Path file : files) {
      Path place = folder.resolve(file.getFileName().toString());
      if (Files.exists(place)) {
        Files.delete(file);
      } else {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Files.delete(complete);
  }
}
