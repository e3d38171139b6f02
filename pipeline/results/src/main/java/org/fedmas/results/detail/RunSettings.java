package org.fedmas.results.detail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a run, and the way to repeat it.
 *
 * @param keys in alphabetical order
 * @param command repeats the run with the file {@code config.yaml} of its folder
 * @param yaml the text of that file
 */
public record RunSettings(List<Key> keys, String command, String yaml) {

  /** The settings of a run whose configuration is not known. */
  public static final RunSettings NONE = new RunSettings(List.of(), "", "");

  public RunSettings {
    keys = List.copyOf(keys);
  }

  /**
   * One key.
   *
   * @param value as text
   * @param usual the value that it has unless it is set; null if the others do not allow any
   * @param changed whether both differ
   */
  public record Key(String name, String value, @Nullable String usual, boolean changed) {}

  /**
   * Returns the settings of a run.
   *
   * @param usual the value of each key that it has unless it is set
   */
  public static RunSettings of(Config config, Map<String, JsonNode> usual, String command) {
    List<Key> keys = new ArrayList<>();
    config
        .values()
        .forEach(
            (name, value) -> {
              JsonNode otherwise = usual.get(name);
              boolean changed = otherwise == null || !text(otherwise).equals(text(value));
              keys.add(
                  new Key(name, text(value), otherwise == null ? null : text(otherwise), changed));
            });
    return new RunSettings(keys, command, config.yaml());
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : Json.canonical(value);
  }
}
