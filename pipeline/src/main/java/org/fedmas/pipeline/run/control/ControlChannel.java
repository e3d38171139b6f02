package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.json.Json;

/**
 * Small text files by which the processes of a run communicate, in a local folder or behind an
 * address. Names have one slash at most. Readers see a file before or after a change, never partly
 * written.
 */
interface ControlChannel {

  /** Returns the address by which a process on another machine opens the channel. */
  String address();

  /** Returns whether each read is a network request; callers then poll less often. */
  boolean isRemote();

  /** Creates folders to write files in. */
  void prepare(List<String> folders) throws IOException;

  /**
   * Returns the text of a file; empty if the file is absent.
   *
   * @throws java.io.UncheckedIOException if the channel is unreachable
   */
  Optional<String> read(String name);

  /** Returns whether a file exists. */
  boolean exists(String name);

  /** Writes a file that may be lost when the machine crashes. */
  void write(String name, String text) throws IOException;

  /** Writes a file that survives a crash of the machine. */
  void writeDurably(String name, String text) throws IOException;

  /** Deletes a file or a folder; does nothing if the name is absent. */
  void delete(String name) throws IOException;

  /** Returns the names in a folder, sorted. */
  List<String> list(String folder);

  /** Returns the JSON objects in a folder, without files that are being written. */
  default List<JsonNode> objects(String folder) {
    List<JsonNode> all = new ArrayList<>();
    for (String name : list(folder)) {
      if (name.endsWith(".json")) {
        read(name).flatMap(ControlChannel::object).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(Json.mapper().readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
