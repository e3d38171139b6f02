package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.parquet.TextValue;

/** Image indexes in files. */
public final class ImageIndexTable {

  /** The file's name in an artifact. */
  public static final String FILE = "index.parquet";

  private static final TableFormat<IndexRow> FORMAT =
      new TableFormat<>(
          "an image index",
          IndexRow.class,
          new TextValue<>(OfficialPlace.class, OfficialPlace::word, OfficialPlace::of));

  private ImageIndexTable() {}

  /** Writes the rows in the given order; equal rows in equal order give equal bytes. */
  public static void write(Path file, Iterable<IndexRow> rows) throws IOException {
    try (TableWriter<IndexRow> writer = new TableWriter<>(file, FORMAT)) {
      for (IndexRow row : rows) {
        writer.write(row);
      }
    }
  }

  /**
   * Reads all rows, in file order.
   *
   * @throws org.fedmas.contract.error.CorruptArtifactException if the file is not an image index
   */
  public static List<IndexRow> read(Path file) throws IOException {
    try (TableReader<IndexRow> reader = TableReader.open(file, FORMAT)) {
      return reader.list();
    }
  }
}
