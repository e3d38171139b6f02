package org.fedmas.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;

/**
 * The clients of a federation and the classes of its images.
 *
 * @param classes class names; a label is an index into this list
 * @param clients client names; a client's number is an index into this list
 */
public record Federation(List<String> classes, List<String> clients) {

  /** The name of the federation's file in artifacts that describe a data set. */
  public static final String FILE = "federation.json";

  public Federation {
    classes = List.copyOf(classes);
    clients = List.copyOf(clients);
  }

  /** Writes the federation into an artifact's folder. */
  public void write(Path folder) throws IOException {
    Files.write(folder.resolve(FILE), Json.pretty(Json.tree(this)));
  }

  /**
   * Reads the federation from an artifact's folder.
   *
   * @throws CorruptArtifactException if the file does not have the expected form
   */
  public static Federation read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Json.mapper().readValue(Files.readAllBytes(file), Federation.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new CorruptArtifactException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
