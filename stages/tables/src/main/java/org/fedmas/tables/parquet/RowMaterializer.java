package org.fedmas.tables.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/** Assembles rows from the cells that Parquet hands over. */
final class RowMaterializer<T> extends RecordMaterializer<T> {

  private final TableFormat<T> format;
  private final Cells cells;
  private final GroupConverter root;

  RowMaterializer(TableFormat<T> format) {
    this.format = format;
    cells = new Cells(format.columns());
    root = new Root();
  }

  @Override
  public T getCurrentRecord() {
    return format.read(cells);
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private final class Root extends GroupConverter {

    private final List<Converter> converters = new ArrayList<>();

    Root() {
      for (Column<?> column : format.columns()) {
        int position = converters.size();
        converters.add(column.kind().converter(value -> cells.fill(position, value)));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return converters.get(field);
    }

    @Override
    public void start() {
      cells.clear();
    }

    @Override
    public void end() {}
  }
}
