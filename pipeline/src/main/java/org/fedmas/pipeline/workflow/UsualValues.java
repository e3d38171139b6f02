package org.fedmas.pipeline.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;

/** The value of each key of a configuration that it would have if it alone were not set. */
public final class UsualValues {

  private final Config config;
  private final Map<String, JsonNode> usual = new TreeMap<>();

  private UsualValues(Config config) {
    this.config = config;
  }

  /** Returns key → value, without the keys that the other values require. */
  public static Map<String, JsonNode> of(Config config) {
    UsualValues values = new UsualValues(config);
    values.find(List.copyOf(config.values().keySet()));
    return values.usual;
  }

  /** Finds the values of some keys; most have the usual one, so halves are asked for at once. */
  private void find(List<String> keys) {
    Optional<Map<String, JsonNode>> without = without(keys);
    if (without.isPresent() && without.get().equals(config.values())) {
      keys.forEach(key -> usual.put(key, Objects.requireNonNull(config.values().get(key))));
    } else if (keys.size() > 1) {
      find(keys.subList(0, keys.size() / 2));
      find(keys.subList(keys.size() / 2, keys.size()));
    } else if (!keys.isEmpty()) {
      without
          .map(values -> values.get(keys.get(0)))
          .ifPresent(value -> usual.put(keys.get(0), value));
    }
  }

  /** Returns the values if some keys are not set; empty if the others do not go together then. */
  private Optional<Map<String, JsonNode>> without(List<String> keys) {
    Map<String, JsonNode> others = new TreeMap<>(config.values());
    others.keySet().removeAll(keys);
    String yaml = new Config(others).yaml();
    try {
      return Optional.of(
          Settings.read(ConfigSource.yaml("recorded", yaml, new ConfigProblems()))
              .config()
              .values());
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }
}
