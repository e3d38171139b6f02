package org.fedmas.contract.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.json.Json;

/**
 * A resolved configuration: every key with its final value, defaults filled in, sorted. It is what
 * recipes hash and what {@code config.yaml} of a run shows.
 *
 * @param values dotted key → scalar or list of scalars
 */
public record Config(Map<String, JsonNode> values) {

  public Config {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** Reads the form of {@link #json()}. */
  public static Config of(JsonNode flat) {
    Map<String, JsonNode> values = new TreeMap<>();
    flat.fields().forEachRemaining(entry -> values.put(entry.getKey(), entry.getValue()));
    return new Config(values);
  }

  /** Returns one flat object, keys dotted and sorted. */
  public ObjectNode json() {
    ObjectNode flat = Json.object();
    values.forEach(flat::set);
    return flat;
  }

  /** Returns the YAML text of a run's {@code config.yaml}, one section per line group. */
  public String yaml() {
    StringBuilder text = new StringBuilder();
    String[] open = new String[0];
    for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
      String[] path = entry.getKey().split("\\.", -1);
      for (int depth = 0; depth < path.length - 1; depth++) {
        if (depth >= open.length - 1 || !Arrays.equals(open, 0, depth + 1, path, 0, depth + 1)) {
          text.append("  ".repeat(depth)).append(path[depth]).append(":\n");
        }
      }
      text.append("  ".repeat(path.length - 1))
          .append(path[path.length - 1])
          .append(": ")
          // JSON scalars and lists are YAML flow values
          .append(entry.getValue())
          .append('\n');
      open = path;
    }
    return text.toString();
  }
}
