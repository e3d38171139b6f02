package org.fedmas.tables.prediction;

import java.util.List;
import org.fedmas.tables.parquet.Cells;
import org.fedmas.tables.parquet.Column;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.partition.Part;

/** The columns of predictions. */
record PredictionFormat() implements TableFormat<PredictionRow> {

  private static final Column<String> IMAGE_ID = Column.text("image_id");
  private static final Column<Integer> CLIENT = Column.integer("client");
  private static final Column<String> MODEL = Column.text("model");
  private static final Column<String> PART = Column.text("part");
  private static final Column<Integer> LABEL = Column.integer("label");
  private static final Column<Integer> PREDICTED = Column.integer("predicted");
  private static final Column<float[]> PROBABILITIES = Column.floats("probabilities");
  private static final List<Column<?>> COLUMNS =
      List.of(IMAGE_ID, CLIENT, MODEL, PART, LABEL, PREDICTED, PROBABILITIES);

  @Override
  public String kind() {
    return "a table of predictions";
  }

  @Override
  public List<Column<?>> columns() {
    return COLUMNS;
  }

  @Override
  public void write(PredictionRow row, Cells cells) {
    cells
        .put(IMAGE_ID, row.imageId())
        .put(CLIENT, row.client())
        .put(MODEL, row.model())
        .put(PART, row.part().word())
        .put(LABEL, row.label())
        .put(PREDICTED, row.predicted())
        .put(PROBABILITIES, row.probabilities());
  }

  @Override
  public PredictionRow read(Cells cells) {
    return new PredictionRow(
        cells.value(IMAGE_ID),
        cells.value(CLIENT),
        cells.value(MODEL),
        Part.of(cells.value(PART)),
        cells.value(LABEL),
        cells.value(PREDICTED),
        cells.value(PROBABILITIES));
  }
}
