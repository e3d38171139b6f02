package org.fedmas.results.table;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 *
 * @param cells column id → cell; columns without a cell have no value
 * @param gap reason why the row, or a part of it, has no values; null for a whole row
 */
public record Row(String name, Map<String, Cell> cells, @Nullable String gap) {

  public Row {
    cells = Collections.unmodifiableMap(new TreeMap<>(cells));
  }

  /** Creates a row without values. */
  public static Row missing(String name, String reason) {
    return new Row(name, Map.of(), reason);
  }

  /** Returns the cell of a column. */
  public Cell cell(Column column) {
    return cells.getOrDefault(column.id(), new Cell.Absent());
  }

  /** Returns the value of a field of a column; null where the cell has none. */
  @Nullable Object value(Column column, int field) {
    List<@Nullable Object> values = cell(column).values();
    return field < values.size() ? values.get(field) : null;
  }

  /** Returns the name, with a mark where something is missing. */
  public String shownName() {
    return gap == null ? name : name + " *";
  }
}
