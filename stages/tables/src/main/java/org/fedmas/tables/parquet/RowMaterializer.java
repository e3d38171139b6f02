package org.fedmas.tables.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** Assembles rows from the cells that Parquet hands over. */
final class RowMaterializer<T extends Record> extends RecordMaterializer<T> {

  private final TableFormat<T> format;
  private final @Nullable Object[] cells;
  private final GroupConverter root;

  RowMaterializer(TableFormat<T> format) {
    this.format = format;
    cells = new @Nullable Object[format.columns().size()];
    root = new Root();
  }

  @Override
  public T getCurrentRecord() {
    return format.row(cells);
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private final class Root extends GroupConverter {

    private final List<Converter> converters = new ArrayList<>();

    Root() {
      for (Column column : format.columns()) {
        int position = converters.size();
        converters.add(column.kind().converter(value -> cells[position] = value));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return converters.get(field);
    }

    @Override
    public void start() {
      Arrays.fill(cells, null);
    }

    @Override
    public void end() {}
  }
}
