package org.fedmas.contract.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The first field in which two recipes differ: own settings before inputs, so that the reason
 * nearest to the user comes first.
 *
 * @param field for example {@code config.training.batch-size}
 * @param before the old value, "absent" if there was none
 * @param after the new value
 */
public record RecipeDifference(String field, String before, String after) {

  private static final String[] SECTIONS = {
    "version", "config", "raw", "numerics", "inputs", "unit", "stage"
  };

  /** Empty if the recipes are equal. */
  public static Optional<RecipeDifference> between(Recipe before, Recipe after) {
    JsonNode old = before.json();
    JsonNode now = after.json();
    for (String section : SECTIONS) {
      Map<String, JsonNode> oldFields = fields(section, old.path(section));
      Map<String, JsonNode> newFields = fields(section, now.path(section));
      TreeSet<String> names = new TreeSet<>(oldFields.keySet());
      names.addAll(newFields.keySet());
      for (String name : names) {
        if (!Objects.equals(oldFields.get(name), newFields.get(name))) {
          return Optional.of(
              new RecipeDifference(name, text(oldFields.get(name)), text(newFields.get(name))));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return field + ": " + before + " → " + after;
  }

  private static Map<String, JsonNode> fields(String section, JsonNode node) {
    Map<String, JsonNode> fields = new TreeMap<>();
    if (node.isObject()) {
      node.fields().forEachRemaining(f -> fields.put(section + "." + f.getKey(), f.getValue()));
    } else if (!(node instanceof MissingNode)) {
      fields.put(section, node);
    }
    return fields;
  }

  private static String text(@org.jspecify.annotations.Nullable JsonNode value) {
    if (value == null) {
      return "absent";
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "…";
  }
}
