package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;

/**
 * Small texts under names, by which processes talk: in a folder, or behind an address. Names have
 * one slash at most. Readers see a text as it was before or after a change.
 */
public interface ControlChannel {

  /** What a process on another machine needs to come here. */
  String address();

  /** Returns whether every look at it goes over a network. */
  boolean isFar();

  /** Lets texts be written below these names. */
  void prepare(List<String> folders) throws IOException;

  /**
   * Returns a text; empty if there is none.
   *
   * @throws java.io.UncheckedIOException if that cannot be told, as when a network is gone
   */
  Optional<String> read(String name);

  /** Returns whether there is such a text. */
  boolean has(String name);

  /** Writes a text that may be lost with the machine. */
  void write(String name, String text) throws IOException;

  /** Writes a text that stays. */
  void keep(String name, String text) throws IOException;

  /** Deletes a text, or all below that name; absent is fine. */
  void delete(String name) throws IOException;

  /** Returns the names below one, sorted. */
  List<String> list(String folder);

  /** Returns the JSON objects below a name; what is being rewritten just now is left out. */
  default List<JsonNode> objects(String folder) {
    List<JsonNode> all = new ArrayList<>();
    for (String name : list(folder)) {
      if (name.endsWith(".json")) {
        read(name).flatMap(ControlChannel::object).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Returns the name of a unit's file in a folder of the channel. */
  static String fileName(UnitKey unit) {
    return fileName(unit.toString());
  }

  /** As {@link #fileName(UnitKey)}, for a unit given as text. */
  static String fileName(String unit) {
    return unit.replace('/', '_') + ".json";
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(Json.mapper().readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
