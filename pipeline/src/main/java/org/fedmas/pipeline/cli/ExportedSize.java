package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The size of an exported file or folder. */
final class ExportedSize {

  private ExportedSize() {}

  /** Returns the number of bytes, of all files inside a folder together. */
  static long of(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
