package org.fedmas.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of image files, some of which may be there already. */
final class ImageFolder {

  /** How names of images end. */
  static final String SUFFIX = ".jpg";

  private final Path folder;

  ImageFolder(Path folder) {
    this.folder = folder;
  }

  /** How many images are there. */
  int images() throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).count();
    }
  }

  /** Returns the size of all its files. */
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
   * Takes over a folder of complete files: at once where nothing is there yet, else file by file.
   * Files that are there are left as they are.
   *
   * @throws IOException if one that is there has other bytes
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
            place
                + " is there and differs from the published file "
                + file
                + "; move it away, and start again");
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
