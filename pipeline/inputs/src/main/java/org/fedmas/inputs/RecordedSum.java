package org.fedmas.inputs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.store.file.DurableFiles;

/**
 * The checksum of a file whose publisher names none. It is recorded beside the file at first use
 * and compared afterwards.
 *
 * @param file path of the input
 */
record RecordedSum(Path file) {

  private static final String SUFFIX = ".sha256";

  /** Returns the path of the record, in the form of the program sha256sum. */
  Path record() {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /**
   * Returns the difference between a file and the recorded one, empty without a record.
   *
   * @param bytes the input, or its finished download
   */
  Optional<String> problem(Path bytes) throws IOException {
    if (!Files.exists(record())) {
      return Optional.empty();
    }
    String recorded = Files.readString(record()).strip().split("\\s+", 2)[0];
    String found = Digest.of(bytes).hex();
    return found.equals(recorded)
        ? Optional.empty()
        : Optional.of(
            "found SHA-256 %s, expected %s, which %s recorded at first use"
                .formatted(found, recorded, record().getFileName()));
  }

  /** Records the checksum of the input unless one is recorded. */
  void keep() throws IOException {
    if (!Files.exists(record())) {
      String line = Digest.of(file).hex() + "  " + file.getFileName() + "\n";
      DurableFiles.local().replace(record(), line.getBytes(StandardCharsets.UTF_8));
    }
  }
}
