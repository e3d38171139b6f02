package org.fedmas.tables.parquet;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands the cells of each row to Parquet. */
final class RowWriteSupport<T> extends WriteSupport<T> {

  private final TableFormat<T> format;
  private final List<Column<?>> columns;
  private final Cells cells;
  private @Nullable RecordConsumer out;

  RowWriteSupport(TableFormat<T> format) {
    this.format = format;
    columns = format.columns();
    cells = new Cells(columns);
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  /** Overridden because the inherited method builds a Hadoop configuration. */
  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(format.schema(), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(T row) {
    RecordConsumer consumer = out;
    if (consumer == null) {
      throw new IllegalStateException("a row came before the file was prepared");
    }
    cells.clear();
    format.write(row, cells);
    consumer.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      writeCell(columns.get(i), i, consumer);
    }
    consumer.endMessage();
  }

  private <V> void writeCell(Column<V> column, int position, RecordConsumer consumer) {
    V value = column.isOptional() ? cells.optional(column) : cells.value(column);
    if (value != null) {
      consumer.startField(column.name(), position);
      column.kind().write(value, consumer);
      consumer.endField(column.name(), position);
    }
  }
}
