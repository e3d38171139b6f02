package org.fedmas.pipeline.run.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;

/** A comparison of the configuration of a recorded run with another one, by what results need. */
public final class ConfigDifference {

  /** Keys, and the starts of keys, that decide where and how a run computes, not what. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("rounds", "engine.", "keep.", "report.", "device", "gpus", "memory-budget");

  /** Keys that results show or depend on, whether or not a recipe holds them. */
  private static final List<String> OF_RESULTS =
      List.of("fold", "seed", "evaluation.selection", "evaluation.personal");

  private ConfigDifference() {}

  /**
   * Returns the first difference that results depend on, such as {@code seed: 0 → 1}; empty where
   * both configurations are of one run. The number of rounds may differ.
   *
   * @param recorded further keys of the run's recipes
   */
  public static Optional<String> first(
      RunRecord record, Config config, Collection<String> recorded) {
    TreeSet<String> keys = new TreeSet<>(OF_RESULTS);
    keys.addAll(recorded);
    Set<String> current = RecipeKeys.of(record, config);
    keys.addAll(current);
    JsonNode now = config.json();
    for (String key : keys) {
      JsonNode before = record.config().get(key);
      JsonNode after = now.get(key);
      if (hasEffect(key) && before != null && after != null && !text(before).equals(text(after))) {
        return Optional.of("%s: %s → %s".formatted(key, text(before), text(after)));
      }
    }
    return current.stream()
        .filter(key -> hasEffect(key) && !record.config().has(key) && now.has(key))
        .findFirst()
        .map(key -> "%s: default → %s".formatted(key, text(now.get(key))));
  }

  private static boolean hasEffect(String key) {
    return WITHOUT_EFFECT.stream()
        .noneMatch(own -> own.endsWith(".") ? key.startsWith(own) : key.equals(own));
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : Json.canonical(value);
  }
}
