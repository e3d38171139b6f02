package org.fedmas.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.contract.json.Json;

/**
 * A field in which two recipes differ. Settings come before inputs, so that the reason nearest to
 * the user comes first.
 *
 * @param field the field's name, for example {@code config.training.batch-size}
 * @param before the old value, or "absent"; "not used" for a configuration key
 * @param after the new value, likewise
 */
public record RecipeDifference(String field, String before, String after) {

  private static final String[] SECTIONS = {
    "version", "config", "raw", "numerics", "inputs", "unit", "stage"
  };

  /** Returns the first difference; empty if the recipes are equal. */
  public static Optional<RecipeDifference> between(Recipe before, Recipe after) {
    return all(before, after).stream().findFirst();
  }

  /** Returns every difference, settings first; empty if the recipes are equal. */
  public static List<RecipeDifference> all(Recipe before, Recipe after) {
    JsonNode old = before.json();
    JsonNode now = after.json();
    List<RecipeDifference> differences = new ArrayList<>();
    for (String section : SECTIONS) {
      Map<String, JsonNode> oldFields = fields(section, old.path(section));
      Map<String, JsonNode> newFields = fields(section, now.path(section));
      TreeSet<String> names = new TreeSet<>(oldFields.keySet());
      names.addAll(newFields.keySet());
      for (String name : names) {
        String was = text(section, oldFields.get(name));
        String is = text(section, newFields.get(name));
        if (!was.equals(is)) {
          differences.add(new RecipeDifference(name, brief(was), brief(is)));
        }
      }
    }
    return differences;
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

  /**
   * Returns the canonical text of a value. A number from a manifest may have another node type than
   * the same number from a configuration.
   */
  private static String text(String section, @org.jspecify.annotations.Nullable JsonNode value) {
    if (value == null) {
      return section.equals("config") ? "not used" : "absent";
    }
    return value.isTextual() ? value.textValue() : Json.canonical(value);
  }

  private static String brief(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "…";
  }
}
