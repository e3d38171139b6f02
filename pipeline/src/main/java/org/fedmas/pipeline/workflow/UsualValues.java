package org.fedmas.pipeline.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;

/** The value of each key of a configuration that it would have if it alone were not set. */
public final class UsualValues {

  private UsualValues() {}

  /** Returns key → value, without the keys that the other values require. */
  public static Map<String, JsonNode> of(Config config) {
    Map<String, JsonNode> usual = new TreeMap<>();
    for (String key : config.values().keySet()) {
      Map<String, JsonNode> others = new TreeMap<>(config.values());
      others.remove(key);
      try {
        JsonNode value = read(new Config(others)).values().get(key);
        if (value != null) {
          usual.put(key, value);
        }
      } catch (ConfigException e) {
        continue; // the other values do not go together without this one
      }
    }
    return usual;
  }

  private static Config read(Config config) {
    return Settings.read(ConfigSource.yaml("recorded", config.yaml(), new ConfigProblems()))
        .config();
  }
}
