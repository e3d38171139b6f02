package org.fedmas.tables.image;

import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.tables.parquet.Cells;
import org.fedmas.tables.parquet.Column;
import org.fedmas.tables.parquet.TableFormat;

/** A shard's columns without the pixels. */
record ImageHeaderFormat() implements TableFormat<ImageHeader> {

  private static final Column<String> IMAGE_ID = Column.text("image_id");
  private static final Column<Integer> LABEL = Column.integer("label");
  private static final Column<Integer> CLIENT = Column.integer("client");
  private static final Column<String> LESION_ID = Column.optionalText("lesion_id");
  private static final Column<Integer> SOURCE_WIDTH = Column.integer("source_width");
  private static final Column<Integer> SOURCE_HEIGHT = Column.integer("source_height");
  private static final Column<String> SOURCE_SHA256 = Column.text("source_sha256");
  private static final Column<Integer> WIDTH = Column.integer("width");
  private static final Column<Integer> HEIGHT = Column.integer("height");

  static final List<Column<?>> COLUMNS =
      List.of(
          IMAGE_ID,
          LABEL,
          CLIENT,
          LESION_ID,
          SOURCE_WIDTH,
          SOURCE_HEIGHT,
          SOURCE_SHA256,
          WIDTH,
          HEIGHT);

  @Override
  public String kind() {
    return "an image shard";
  }

  @Override
  public List<Column<?>> columns() {
    return COLUMNS;
  }

  @Override
  public void write(ImageHeader row, Cells cells) {
    cells
        .put(IMAGE_ID, row.imageId())
        .put(LABEL, row.label())
        .put(CLIENT, row.client())
        .put(LESION_ID, row.lesionId())
        .put(SOURCE_WIDTH, row.sourceWidth())
        .put(SOURCE_HEIGHT, row.sourceHeight())
        .put(SOURCE_SHA256, row.sourceDigest().hex())
        .put(WIDTH, row.width())
        .put(HEIGHT, row.height());
  }

  @Override
  public ImageHeader read(Cells cells) {
    return new ImageHeader(
        cells.value(IMAGE_ID),
        cells.value(LABEL),
        cells.value(CLIENT),
        cells.optional(LESION_ID),
        cells.value(SOURCE_WIDTH),
        cells.value(SOURCE_HEIGHT),
        new Digest(cells.value(SOURCE_SHA256)),
        cells.value(WIDTH),
        cells.value(HEIGHT));
  }
}
