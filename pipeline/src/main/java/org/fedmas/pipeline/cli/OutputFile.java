package org.fedmas.pipeline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.error.ConfigException;

/** The rule for files that a command writes where the user asks for it. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Refuses a target that exists.
   *
   * @param force whether an existing file is replaced
   */
  static void requireFree(Path file, boolean force) {
    if (Files.isDirectory(file) || (Files.exists(file) && !force)) {
      throw new ConfigException(
          "--to %s: exists already; choose another file, or replace it with --force"
              .formatted(file));
    }
  }
}
