package org.fedmas.tables.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The format of a table whose rows are records; {@link RowShape} derives the columns.
 *
 * @param <T> a row
 */
public final class TableFormat<T extends Record> {

  private final String kind;
  private final Class<T> type;
  private final RowShape shape;
  private final List<Column> columns = new ArrayList<>();

  /**
   * Creates the format of one kind of file.
   *
   * @param kind the kind of file with its article, for messages: {@code an image shard}
   * @param row type of the rows
   * @param texts types of components, besides digests, that are written as text
   */
  public TableFormat(String kind, Class<T> row, TextValue<?>... texts) {
    this(kind, row, TextColumnGroup.NONE, texts);
  }

  /**
   * Creates the format of a file with columns of its own, {@link TextColumns}.
   *
   * @param kind the kind of file with its article, for messages
   * @param row type of the rows
   * @param prefix the start of the names of these columns
   * @param names the rest of their names, in order
   * @param texts types of components, besides digests, that are written as text
   */
  public TableFormat(
      String kind, Class<T> row, String prefix, List<String> names, TextValue<?>... texts) {
    this(kind, row, new TextColumnGroup(prefix, names), texts);
  }

  private TableFormat(String kind, Class<T> row, TextColumnGroup own, TextValue<?>... texts) {
    Map<Class<?>, ColumnKind<?>> kinds = new HashMap<>();
    kinds.put(int.class, new ColumnKind.Int32());
    kinds.put(byte[].class, new ColumnKind.Bytes());
    kinds.put(float[].class, new ColumnKind.Floats());
    kinds.put(String.class, new ColumnKind.Text<>(Function.identity(), Function.identity()));
    kinds.put(Digest.class, new ColumnKind.Text<>(Digest::hex, Digest::new));
    for (TextValue<?> text : texts) {
      kinds.put(text.type(), text.kind());
    }
    this.kind = kind;
    this.type = row;
    this.shape = RowShape.of(row, kinds, own, columns);
  }

  String kind() {
    return kind;
  }

  List<Column> columns() {
    return columns;
  }

  MessageType schema() {
    return new MessageType("row", columns.stream().map(Column::type).toArray(Type[]::new));
  }

  List<@Nullable Object> cells(T row) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    shape.addCells(row, cells);
    return cells;
  }

  /**
   * Returns the row that the cells hold.
   *
   * @throws IllegalArgumentException if they hold no valid row
   */
  T row(@Nullable Object[] cells) {
    List<@Nullable Object> values = new ArrayList<>(cells.length);
    for (int i = 0; i < cells.length; i++) {
      values.add(columns.get(i).value(cells[i]));
    }
    return type.cast(shape.record(values.iterator()));
  }
}
