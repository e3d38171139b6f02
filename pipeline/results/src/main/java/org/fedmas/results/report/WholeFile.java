package org.fedmas.results.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.fedmas.store.file.DurableFiles;

/** A text file that appears complete or not at all: a reader never meets half of it. */
final class WholeFile {

  private WholeFile() {}

  static void write(Path file, String text) throws IOException {
    DurableFiles.local().replace(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
