package org.fedmas.tables.parquet;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table's columns and how a row becomes cells and back.
 *
 * @param <T> a row
 */
public interface TableFormat<T> {

  /** What a file of this format is, with its article, for messages: {@code an image shard}. */
  String kind();

  /** Returns all columns, in file order. */
  List<Column<?>> columns();

  /** Fills every cell from the row. */
  void write(T row, Cells cells);

  /**
   * Returns the row that the cells hold.
   *
   * @throws IllegalArgumentException if they hold no valid row
   */
  T read(Cells cells);

  /** Returns the Parquet schema of the columns. */
  default MessageType schema() {
    return new MessageType("row", columns().stream().map(Column::type).toArray(Type[]::new));
  }
}
