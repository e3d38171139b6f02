package org.fedmas.tables.partition;

import java.util.List;
import org.fedmas.tables.parquet.Cells;
import org.fedmas.tables.parquet.Column;
import org.fedmas.tables.parquet.TableFormat;

/** The columns of a partition. */
record PartitionFormat() implements TableFormat<PartitionRow> {

  private static final Column<String> IMAGE_ID = Column.text("image_id");
  private static final Column<Integer> CLIENT = Column.integer("client");
  private static final Column<Integer> LABEL = Column.integer("label");
  private static final Column<String> PART = Column.text("part");
  private static final List<Column<?>> COLUMNS = List.of(IMAGE_ID, CLIENT, LABEL, PART);

  @Override
  public String kind() {
    return "a partition";
  }

  @Override
  public List<Column<?>> columns() {
    return COLUMNS;
  }

  @Override
  public void write(PartitionRow row, Cells cells) {
    cells
        .put(IMAGE_ID, row.imageId())
        .put(CLIENT, row.client())
        .put(LABEL, row.label())
        .put(PART, row.part().word());
  }

  @Override
  public PartitionRow read(Cells cells) {
    return new PartitionRow(
        cells.value(IMAGE_ID), cells.value(CLIENT), cells.value(LABEL), Part.of(cells.value(PART)));
  }
}
