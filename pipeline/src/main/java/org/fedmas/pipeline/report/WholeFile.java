package org.fedmas.pipeline.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that appears complete or not at all: a reader never meets half of it. */
final class WholeFile {

  private WholeFile() {}

  static void write(Path file, String text) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(file + " names no file");
    }
    Files.createDirectories(folder);
    // named by process, not by createTempFile, whose files only their owner may read
    Path partial =
        folder.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(partial, text);
      Files.move(
          partial, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
