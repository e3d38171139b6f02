package org.fedmas.tables.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.parquet.TextValue;
import org.fedmas.tables.partition.Part;

/** Predictions in files. */
public final class PredictionTable {

  /** File name within an artifact, and of the selected model's among a run's results. */
  public static final String FILE = "predictions.parquet";

  private static final TableFormat<PredictionRow> FORMAT =
      new TableFormat<>(
          "a table of predictions",
          PredictionRow.class,
          new TextValue<>(Part.class, Part::word, Part::of));

  private PredictionTable() {}

  /** Writes the rows in the given order; equal rows in equal order give equal bytes. */
  public static void write(Path file, Iterable<PredictionRow> rows) throws IOException {
    try (TableWriter<PredictionRow> writer = writer(file)) {
      for (PredictionRow row : rows) {
        writer.write(row);
      }
    }
  }

  /** Creates or replaces a file that is written row by row. */
  public static TableWriter<PredictionRow> writer(Path file) throws IOException {
    return new TableWriter<>(file, FORMAT);
  }

  /**
   * Reads all rows, in file order.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if the file is not a table of predictions
   */
  public static List<PredictionRow> read(Path file) throws IOException {
    try (TableReader<PredictionRow> reader = reader(file)) {
      return reader.list();
    }
  }

  /** Streams the rows in file order, with the errors of {@link #read}. */
  public static TableReader<PredictionRow> reader(Path file) throws IOException {
    return TableReader.open(file, FORMAT);
  }
}
