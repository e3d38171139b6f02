package org.fedmas.results.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.config.Config;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The configuration keys by which rows differ; those that vary within rows do not count.
 *
 * @param keys sorted
 */
public record DifferingKeys(List<String> keys) {

  private static final int IN_A_SECTION = 4;

  public DifferingKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Returns the keys by which some rows differ.
   *
   * @param varied keys that vary within rows
   */
  public static DifferingKeys of(List<Method> rows, Set<String> varied) {
    List<Config> configs =
        rows.stream()
            .filter(row -> !row.runs().isEmpty())
            .map(row -> row.runs().get(0).result().config())
            .toList();
    Set<String> all = new TreeSet<>();
    configs.forEach(config -> all.addAll(config.values().keySet()));
    all.removeAll(varied);
    List<String> differing = new ArrayList<>();
    for (String key : all) {
      Set<@Nullable JsonNode> values = new HashSet<>();
      configs.forEach(config -> values.add(config.values().get(key)));
      if (values.size() > 1) {
        differing.add(key);
      }
    }
    return new DifferingKeys(differing);
  }

  /** Returns the sections of their columns, a few keys each. */
  public List<Table.Section> sections() {
    List<Table.Section> sections = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += IN_A_SECTION) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + IN_A_SECTION));
      sections.add(
          new Table.Section(
              from == 0 ? "Configuration keys that differ" : "Configuration keys, continued",
              some.stream().map(key -> new Column(id(key), key, Column.Kind.TEXT)).toList()));
    }
    return sections;
  }

  /** Adds the values of a row to its cells; a key that a run does not have has no value. */
  public void fill(Method row, Map<String, Cell> cells) {
    if (row.runs().isEmpty()) {
      return;
    }
    Map<String, JsonNode> values = row.runs().get(0).result().config().values();
    for (String key : keys) {
      JsonNode value = values.get(key);
      if (value != null) {
        cells.put(id(key), new Cell.Words(value.isTextual() ? value.asText() : value.toString()));
      }
    }
  }

  private static String id(String key) {
    return "config." + key;
  }
}
