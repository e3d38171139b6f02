package org.fedmas.tables.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.parquet.TextValue;
import org.fedmas.tables.partition.Part;

/**
 * Predictions among a run's results: version 2, the columns of {@link PredictionTable}, the group
 * and one column per attribute.
 */
public final class GroupedPredictionTable {

  private static final String KIND = "a table of predictions with groups";
  private static final String GROUP = "group";
  private static final String ATTRIBUTE = "attribute_";

  private GroupedPredictionTable() {}

  /**
   * Writes the rows in the given order; equal rows in equal order give equal bytes. The columns of
   * attributes are those that a row has a value of, sorted by name.
   */
  public static void write(Path file, List<GroupedPrediction> rows) throws IOException {
    TreeSet<String> attributes = new TreeSet<>();
    rows.forEach(row -> attributes.addAll(row.attributes().values().keySet()));
    try (TableWriter<GroupedPrediction> writer =
        new TableWriter<>(file, format(List.copyOf(attributes)))) {
      for (GroupedPrediction row : rows) {
        writer.write(row);
      }
    }
  }

  /**
   * Reads all rows, in file order; those of a file of version 1 have no group.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if the file is not such a table
   */
  public static List<GroupedPrediction> read(Path file) throws IOException {
    List<String> columns = TableReader.columns(file, KIND);
    if (!columns.contains(GROUP)) {
      return PredictionTable.read(file).stream()
          .map(row -> new GroupedPrediction(row, null))
          .toList();
    }
    List<String> attributes =
        columns.stream()
            .filter(column -> column.startsWith(ATTRIBUTE))
            .map(column -> column.substring(ATTRIBUTE.length()))
            .toList();
    try (TableReader<GroupedPrediction> reader = TableReader.open(file, format(attributes))) {
      return reader.list();
    }
  }

  private static TableFormat<GroupedPrediction> format(List<String> attributes) {
    return new TableFormat<>(
        KIND,
        GroupedPrediction.class,
        ATTRIBUTE,
        attributes,
        new TextValue<>(Part.class, Part::word, Part::of));
  }
}
