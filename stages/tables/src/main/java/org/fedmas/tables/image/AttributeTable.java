package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TableWriter;

/** Attributes of images in files. */
public final class AttributeTable {

  /** The file's name in an artifact. */
  public static final String FILE = "attributes.parquet";

  private static final TableFormat<AttributeRow> FORMAT =
      new TableFormat<>("a table of attributes", AttributeRow.class);

  private AttributeTable() {}

  /** Writes the rows in the given order; equal rows in equal order give equal bytes. */
  public static void write(Path file, Iterable<AttributeRow> rows) throws IOException {
    try (TableWriter<AttributeRow> writer = new TableWriter<>(file, FORMAT)) {
      for (AttributeRow row : rows) {
        writer.write(row);
      }
    }
  }

  /**
   * Reads all rows, in file order.
   *
   * @throws org.fedmas.contract.error.CorruptArtifactException if the file is not a table of
   *     attributes
   */
  public static List<AttributeRow> read(Path file) throws IOException {
    try (TableReader<AttributeRow> reader = TableReader.open(file, FORMAT)) {
      return reader.list();
    }
  }
}
