package org.fedmas.tables.parquet;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands the cells of each row to Parquet. */
final class RowWriteSupport<T extends Record> extends WriteSupport<T> {

  private final TableFormat<T> format;
  private @Nullable RecordConsumer out;

  RowWriteSupport(TableFormat<T> format) {
    this.format = format;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  /** Avoids the Hadoop configuration that the inherited method builds. */
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
    List<@Nullable Object> cells = format.cells(row);
    consumer.startMessage();
    for (int i = 0; i < cells.size(); i++) {
      format.columns().get(i).write(cells.get(i), i, consumer);
    }
    consumer.endMessage();
  }
}
