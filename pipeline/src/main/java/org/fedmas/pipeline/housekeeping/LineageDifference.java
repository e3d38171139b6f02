package org.fedmas.pipeline.housekeeping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.store.Manifest;
import org.fedmas.store.RecipeDifference;

/**
 * The differences between two runs and their effects.
 *
 * @param causes difference in a unit's own recipe (version, configuration, raw input, numerics) →
 *     the affected units
 * @param followed units that differ only because their inputs differ
 * @param equal units with different recipes but equal bytes
 * @param unchanged number of units with the same recipe
 * @param onlyBefore units that only the first run has
 * @param onlyAfter units that only the second run has
 */
public record LineageDifference(
    TreeMap<String, List<String>> causes,
    List<String> followed,
    List<String> equal,
    int unchanged,
    List<String> onlyBefore,
    List<String> onlyAfter) {

  private static final String INPUTS = "inputs.";

  /** Compares the units of two runs. */
  public static LineageDifference between(
      Map<String, Manifest> before, Map<String, Manifest> after) {
    TreeMap<String, List<String>> causes = new TreeMap<>();
    List<String> followed = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    int unchanged = 0;
    for (Map.Entry<String, Manifest> unit : before.entrySet()) {
      Manifest was = unit.getValue();
      Manifest is = after.get(unit.getKey());
      if (is == null) {
        continue;
      }
      List<RecipeDifference> differences = RecipeDifference.all(was.recipe(), is.recipe());
      if (differences.isEmpty()) {
        unchanged++;
        continue;
      }
      List<RecipeDifference> own =
          differences.stream().filter(one -> !one.field().startsWith(INPUTS)).toList();
      own.forEach(
          one -> causes.computeIfAbsent(one.toString(), o -> new ArrayList<>()).add(unit.getKey()));
      if (was.content().equals(is.content())) {
        equal.add(unit.getKey());
      } else if (own.isEmpty()) {
        followed.add(unit.getKey());
      }
    }
    return new LineageDifference(
        causes, followed, equal, unchanged, without(before, after), without(after, before));
  }

  /** Returns the differences as lines of text. */
  public List<String> text(String before, String after) {
    List<String> lines = new ArrayList<>();
    causes.forEach((cause, units) -> lines.add(cause + "  (" + count(units) + ")"));
    add(lines, "differ only in their inputs: ", followed);
    add(lines, "different recipes, but equal bytes: ", equal);
    add(lines, "only in " + before + ": ", onlyBefore);
    add(lines, "only in " + after + ": ", onlyAfter);
    lines.add("equal recipes: " + unchanged + (unchanged == 1 ? " unit" : " units"));
    return lines;
  }

  private static void add(List<String> lines, String what, List<String> units) {
    if (!units.isEmpty()) {
      lines.add(what + count(units));
    }
  }

  private static String count(List<String> units) {
    String first = String.join(", ", units.subList(0, Math.min(3, units.size())));
    return units.size() == 1
        ? first
        : units.size() + " units: " + first + (units.size() > 3 ? ", …" : "");
  }

  private static List<String> without(Map<String, Manifest> these, Map<String, Manifest> those) {
    TreeSet<String> names = new TreeSet<>(these.keySet());
    names.removeAll(those.keySet());
    return new ArrayList<>(names);
  }
}
