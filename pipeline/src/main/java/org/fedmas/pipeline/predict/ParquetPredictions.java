package org.fedmas.pipeline.predict;

import java.io.IOException;
import java.nio.file.Path;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.prediction.ImagePrediction;
import org.fedmas.tables.prediction.ImagePredictionTable;

/** Predictions as Parquet; skipped images have no row. */
final class ParquetPredictions implements PredictionWriter {

  private final TableWriter<ImagePrediction> rows;

  ParquetPredictions(Path file) throws IOException {
    this.rows = ImagePredictionTable.writer(file);
  }

  @Override
  public void predicted(ImagePrediction prediction) throws IOException {
    rows.write(prediction);
  }

  @Override
  public void skipped(String image, String reason) {
    // the command reports it
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
