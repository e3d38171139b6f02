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

/**
 * Predictions among a run's results: version 2, the columns of {@link PredictionTable} and group.
 */
public final class GroupedPredictionTable {

  private static final TableFormat<GroupedPrediction> FORMAT =
      new TableFormat<>(
          "a table of predictions with groups",
          GroupedPrediction.class,
          new TextValue<>(Part.class, Part::word, Part::of));

  private GroupedPredictionTable() {}

  /** Writes the rows in the given order; equal rows in equal order give equal bytes. */
  public static void write(Path file, Iterable<GroupedPrediction> rows) throws IOException {
    try (TableWriter<GroupedPrediction> writer = new TableWriter<>(file, FORMAT)) {
      for (GroupedPrediction row : rows) {
        writer.write(row);
      }
    }
  }

  /**
   * Reads all rows, in file order.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if the file is not such a table
   */
  public static List<GroupedPrediction> read(Path file) throws IOException {
    try (TableReader<GroupedPrediction> reader = TableReader.open(file, FORMAT)) {
      return reader.list();
    }
  }
}
