package org.fedmas.pipeline.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of counts whose small values are hidden (null). A row or column never has one hidden value
 * alone: its sum would tell the value, so the smallest other value is hidden too. Counts that are
 * all 0 stay, since they describe no person.
 */
final class HiddenCells {

  private HiddenCells() {}

  /** Returns a row without the counts below a minimum. */
  static List<@Nullable Integer> row(List<Integer> counts, int minimum) {
    List<@Nullable Integer> row = new ArrayList<>(counts);
    if (counts.stream().anyMatch(count -> count > 0)) {
      row.replaceAll(count -> count == null || count < minimum ? null : count);
      hideSecond(row);
    }
    return Collections.unmodifiableList(row);
  }

  /** Returns a table without the counts below a minimum. */
  static List<List<@Nullable Integer>> table(List<List<Integer>> counts, int minimum) {
    List<List<@Nullable Integer>> table = new ArrayList<>();
    counts.forEach(row -> table.add(new ArrayList<>(row(row, minimum))));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int column = 0; column < table.size(); column++) {
        changed |= hideSecondOfColumn(table, column);
      }
      for (List<@Nullable Integer> row : table) {
        changed |= hideSecond(row);
      }
    }
    return table.stream().map(Collections::unmodifiableList).toList();
  }

  private static boolean hideSecondOfColumn(List<List<@Nullable Integer>> table, int column) {
    List<List<@Nullable Integer>> rows =
        table.stream().filter(row -> column < row.size() && !isEmpty(row)).toList();
    List<@Nullable Integer> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(column)));
    boolean changed = hideSecond(values);
    for (int r = 0; r < rows.size(); r++) {
      rows.get(r).set(column, values.get(r));
    }
    return changed;
  }

  private static boolean isEmpty(List<@Nullable Integer> row) {
    return row.stream().allMatch(count -> count != null && count == 0);
  }

  /** Hides the smallest shown value where exactly one is hidden; returns whether it did. */
  private static boolean hideSecond(List<@Nullable Integer> values) {
    int hidden = 0;
    int smallest = -1;
    for (int i = 0; i < values.size(); i++) {
      Integer value = values.get(i);
      Integer least = smallest < 0 ? null : values.get(smallest);
      if (value == null) {
        hidden++;
      } else if (least == null || value < least) {
        smallest = i;
      }
    }
    if (hidden != 1 || smallest < 0) {
      return false;
    }
    values.set(smallest, null);
    return true;
  }
}
