package org.fedmas.tables.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.parquet.TextValue;
import org.fedmas.tables.partition.Part;

/** Predictions among a run's results: version 2, the columns of {@link PredictionTable} and group. */
public final class GroupedPredictionTable {

  private static final TableFormat<GroupedPrediction> FORMAT =
      new TableFormat<>(
          "a table of predictions with groups",
          GroupedPrediction.class,
          new TextValue<>(Part.class, Part::word, Part::of));

  private GroupedPredictionTable() {}

  /**
   * Writes the rows of several tables of predictions into one, file after file.
   *
   * @param groups image → group, without the images whose group is unknown
   */
  public static void concatenate(Path target, List<Path> sources, Map<String, String> groups)
      throws IOException {
    try (TableWriter<GroupedPrediction> writer = new TableWriter<>(target, FORMAT)) {
      for (Path source : sources) {
        try (TableReader<PredictionRow> reader = PredictionTable.reader(source)) {
          while (reader.hasNext()) {
            PredictionRow row = reader.next();
            writer.write(new GroupedPrediction(row, groups.get(row.imageId())));
          }
        }
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
