package org.fedmas.tables.image;

import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.tables.parquet.Cells;
import org.fedmas.tables.parquet.Column;
import org.fedmas.tables.parquet.TableFormat;

/** The columns of an image index. */
record IndexFormat() implements TableFormat<IndexRow> {

  private static final Column<String> IMAGE_ID = Column.text("image_id");
  private static final Column<Integer> LABEL = Column.integer("label");
  private static final Column<Integer> CLIENT = Column.integer("client");
  private static final Column<String> LESION_ID = Column.optionalText("lesion_id");
  private static final Column<String> OFFICIAL_PART = Column.optionalText("official_part");
  private static final Column<String> SOURCE_SHA256 = Column.text("source_sha256");

  @Override
  public String kind() {
    return "an image index";
  }

  @Override
  public List<Column<?>> columns() {
    return List.of(IMAGE_ID, LABEL, CLIENT, LESION_ID, OFFICIAL_PART, SOURCE_SHA256);
  }

  @Override
  public void write(IndexRow row, Cells cells) {
    OfficialPlace official = row.official();
    cells
        .put(IMAGE_ID, row.imageId())
        .put(LABEL, row.label())
        .put(CLIENT, row.client())
        .put(LESION_ID, row.lesionId())
        .put(OFFICIAL_PART, official == null ? null : official.word())
        .put(SOURCE_SHA256, row.sourceDigest().hex());
  }

  @Override
  public IndexRow read(Cells cells) {
    String official = cells.optional(OFFICIAL_PART);
    return new IndexRow(
        cells.value(IMAGE_ID),
        cells.value(LABEL),
        cells.value(CLIENT),
        cells.optional(LESION_ID),
        official == null ? null : OfficialPlace.of(official),
        new Digest(cells.value(SOURCE_SHA256)));
  }
}
