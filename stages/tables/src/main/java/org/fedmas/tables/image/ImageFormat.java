package org.fedmas.tables.image;

import java.util.List;
import java.util.stream.Stream;
import org.fedmas.tables.parquet.Cells;
import org.fedmas.tables.parquet.Column;
import org.fedmas.tables.parquet.TableFormat;

/** All columns of a shard: the header's, then the pixels. */
record ImageFormat() implements TableFormat<ImageRow> {

  private static final ImageHeaderFormat HEADER = new ImageHeaderFormat();
  private static final Column<byte[]> PIXELS = Column.bytes("pixels");
  private static final List<Column<?>> COLUMNS =
      Stream.<Column<?>>concat(ImageHeaderFormat.COLUMNS.stream(), Stream.of(PIXELS)).toList();

  @Override
  public String kind() {
    return HEADER.kind();
  }

  @Override
  public List<Column<?>> columns() {
    return COLUMNS;
  }

  @Override
  public void write(ImageRow row, Cells cells) {
    HEADER.write(row.header(), cells);
    cells.put(PIXELS, row.pixels());
  }

  @Override
  public ImageRow read(Cells cells) {
    return new ImageRow(HEADER.read(cells), cells.value(PIXELS));
  }
}
