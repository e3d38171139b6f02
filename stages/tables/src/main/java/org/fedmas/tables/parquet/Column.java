package org.fedmas.tables.parquet;

import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param optional whether cells may be empty
 */
record Column(String name, ColumnKind<?> kind, boolean optional) {

  Type type() {
    return kind.type(name, optional ? Repetition.OPTIONAL : Repetition.REQUIRED);
  }

  /**
   * Writes a cell of a row.
   *
   * @throws IllegalArgumentException if it is empty but must not be
   */
  void write(@Nullable Object value, int position, RecordConsumer out) {
    if (value == null) {
      requireOptional();
    } else {
      out.startField(name, position);
      write(kind, value, out);
      out.endField(name, position);
    }
  }

  @SuppressWarnings("unchecked") // the kind is chosen by the component's type
  private static <V> void write(ColumnKind<V> kind, Object value, RecordConsumer out) {
    kind.write((V) value, out);
  }

  /**
   * Returns the value of a cell that was read.
   *
   * @throws IllegalArgumentException if the cell holds no valid value
   */
  @Nullable Object value(@Nullable Object cell) {
    if (cell == null) {
      requireOptional();
      return null;
    }
    return kind.value(cell);
  }

  private void requireOptional() {
    if (!optional) {
      throw new IllegalArgumentException("column %s holds no value".formatted(name));
    }
  }
}
