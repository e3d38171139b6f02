package org.fedmas.tables.parquet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of the one row that is being written or read; filled again for every row. */
public final class Cells {

  private final Map<String, Integer> positions = new HashMap<>();
  private final @Nullable Object[] values;

  Cells(List<Column<?>> columns) {
    for (Column<?> column : columns) {
      positions.put(column.name(), positions.size());
    }
    values = new @Nullable Object[columns.size()];
  }

  /** Fills a cell; null only where the column is optional. */
  public <V> Cells put(Column<V> column, @Nullable V value) {
    if (value == null && !column.isOptional()) {
      throw new IllegalArgumentException("column " + column.name() + " takes no null");
    }
    values[position(column)] = value;
    return this;
  }

  /** Returns the content of a cell of a column that is not optional. */
  public <V> V value(Column<V> column) {
    V value = optional(column);
    if (value == null) {
      throw new IllegalArgumentException("column " + column.name() + " holds no value");
    }
    return value;
  }

  /** The content of a cell, or null. */
  @SuppressWarnings("unchecked") // a cell is filled by its column's own kind only
  public <V> @Nullable V optional(Column<V> column) {
    return (V) values[position(column)];
  }

  void clear() {
    Arrays.fill(values, null);
  }

  void fill(int position, Object value) {
    values[position] = value;
  }

  @Nullable Object at(int position) {
    return values[position];
  }

  private int position(Column<?> column) {
    Integer position = positions.get(column.name());
    if (position == null) {
      throw new IllegalArgumentException("the table has no column " + column.name());
    }
    return position;
  }
}
