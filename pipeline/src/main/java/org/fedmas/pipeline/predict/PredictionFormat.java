package org.fedmas.pipeline.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.model.ModelDescription;

/** The file formats of predictions, selected by the file's ending. */
public enum PredictionFormat {
  CSV,
  PARQUET,
  JSON;

  /**
   * Returns the format of a file.
   *
   * @throws ConfigException if its name has another ending
   */
  public static PredictionFormat of(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    for (PredictionFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new ConfigException(
        "--to %s: found another ending, expected .csv, .parquet or .json".formatted(target));
  }

  /** Creates the file; rows are written as they come. */
  public PredictionWriter open(Path file, ModelDescription model) throws IOException {
    return switch (this) {
      case CSV -> new CsvPredictions(file, model.classes());
      case PARQUET -> new ParquetPredictions(file);
      case JSON -> new JsonPredictions(file, model);
    };
  }
}
