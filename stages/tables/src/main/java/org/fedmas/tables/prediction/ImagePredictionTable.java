package org.fedmas.tables.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;

/** Predictions for images of unknown class in Parquet files. */
public final class ImagePredictionTable {

  private static final TableFormat<ImagePrediction> FORMAT =
      new TableFormat<>("a table of predictions for images", ImagePrediction.class);

  private ImagePredictionTable() {}

  /** Creates or replaces a file that is written row by row. */
  public static TableWriter<ImagePrediction> writer(Path file) throws IOException {
    return new TableWriter<>(file, FORMAT);
  }

  /**
   * Reads all rows, in file order.
   *
   * @throws org.fedmas.contract.error.MissingInputException if the file is missing
   * @throws org.fedmas.contract.error.CorruptArtifactException if the file is not such a table
   */
  public static List<ImagePrediction> read(Path file) throws IOException {
    try (TableReader<ImagePrediction> reader = TableReader.open(file, FORMAT)) {
      return reader.list();
    }
  }
}
