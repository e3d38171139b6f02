package org.fedmas.tables.parquet;

import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@link TextColumns} in one file. All of them are optional.
 *
 * @param prefix the start of the columns' names
 * @param names the rest of the columns' names, in order
 */
record TextColumnGroup(String prefix, List<String> names) implements ColumnGroup {

  static final TextColumnGroup NONE = new TextColumnGroup("", List.of());

  TextColumnGroup {
    names = List.copyOf(names);
  }

  List<Column> columns() {
    return names.stream()
        .map(
            name ->
                new Column(
                    prefix + name,
                    new ColumnKind.Text<>(Function.identity(), Function.identity()),
                    true))
        .toList();
  }

  @Override
  public void addCells(Object component, List<@Nullable Object> cells) {
    SortedMap<String, String> values = ((TextColumns) component).values();
    names.forEach(name -> cells.add(values.get(name)));
  }

  @Override
  public Object record(Iterator<@Nullable Object> cells) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String name : names) {
      Object cell = cells.next();
      if (cell != null) {
        values.put(name, (String) cell);
      }
    }
    return new TextColumns(values);
  }
}
