package org.fedmas.tables.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.parquet.TextValue;

/** Partitions in files. */
public final class PartitionTable {

  /** File name within an artifact. */
  public static final String FILE = "partition.parquet";

  private static final Comparator<PartitionRow> ORDER =
      Comparator.comparingInt(PartitionRow::client).thenComparing(PartitionRow::imageId);

  static final TableFormat<PartitionRow> FORMAT =
      new TableFormat<>(
          "a partition", PartitionRow.class, new TextValue<>(Part.class, Part::word, Part::of));

  private PartitionTable() {}

  /**
   * Writes the rows in the order of client, then image; equal sets of rows give equal bytes.
   *
   * @throws IllegalArgumentException if an image has two rows: it would be in two parts or with two
   *     clients
   */
  public static void write(Path file, Collection<PartitionRow> rows) throws IOException {
    Set<String> imageIds = new HashSet<>();
    for (PartitionRow row : rows) {
      if (!imageIds.add(row.imageId())) {
        throw new IllegalArgumentException("image " + row.imageId() + " has two rows");
      }
    }
    List<PartitionRow> sorted = rows.stream().sorted(ORDER).toList();
    try (TableWriter<PartitionRow> writer = new TableWriter<>(file, FORMAT)) {
      for (PartitionRow row : sorted) {
        writer.write(row);
      }
    }
  }

  /**
   * Reads the rows in the order of client, then image.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if the file is not a partition, is not in order, or has an
   *     image twice
   */
  public static List<PartitionRow> read(Path file) throws IOException {
    List<PartitionRow> rows;
    try (TableReader<PartitionRow> reader = TableReader.open(file, FORMAT)) {
      rows = reader.list();
    }
    Set<String> imageIds = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      PartitionRow row = rows.get(i);
      if (!imageIds.add(row.imageId())) {
        throw Damage.found(
            file, "row " + i, "image " + row.imageId() + " again", "each image once");
      }
      if (i > 0 && ORDER.compare(rows.get(i - 1), row) > 0) {
        throw Damage.found(
            file, "row " + i, row + " after " + rows.get(i - 1), "the order of client, then image");
      }
    }
    return rows;
  }
}
