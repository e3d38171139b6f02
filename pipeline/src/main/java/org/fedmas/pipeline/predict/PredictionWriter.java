package org.fedmas.pipeline.predict;

import java.io.IOException;

/** A file of predictions that is written row by row. */
public sealed interface PredictionWriter extends PredictionListener, AutoCloseable
    permits CsvPredictions, JsonPredictions, ParquetPredictions {

  @Override
  void close() throws IOException;
}
