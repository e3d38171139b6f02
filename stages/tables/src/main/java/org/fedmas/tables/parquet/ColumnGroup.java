package org.fedmas.tables.parquet;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a component of a row, or of the whole row. */
sealed interface ColumnGroup permits RowShape, TextColumnGroup {

  /** Appends the cells of a component. */
  void addCells(Object component, List<@Nullable Object> cells);

  /** Returns the component that the next cells hold. */
  Object record(Iterator<@Nullable Object> cells);
}
