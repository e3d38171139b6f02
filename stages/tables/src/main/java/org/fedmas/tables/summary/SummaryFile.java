package org.fedmas.tables.summary;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;

/** The reading and writing of the JSON files of this package. */
final class SummaryFile {

  private SummaryFile() {}

  static <T> void write(Path file, T summary) throws IOException {
    Files.write(file, Json.pretty(Json.tree(summary)));
  }

  static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return Json.mapper().readValue(Files.readAllBytes(file), type);
    } catch (JacksonException e) {
      throw new CorruptArtifactException(file + ": " + e.getOriginalMessage(), e);
    }
  }
}
