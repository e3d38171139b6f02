package org.fedmas.tables.parquet;

import java.nio.file.Path;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.fedmas.tables.Damage;

/** The checks of a footer before any row is read. */
final class Schemas {

  private Schemas() {}

  static void check(Path file, long fileBytes, ParquetMetadata footer, MessageType expected) {
    MessageType found = footer.getFileMetaData().getSchema();
    if (!found.getFields().equals(expected.getFields())) {
      throw Damage.found(file, "columns", found.getFields(), expected.getFields());
    }
    int groups = footer.getBlocks().size();
    for (int i = 0; i < groups; i++) {
      check(file, "row group " + i + " of " + groups, fileBytes, footer.getBlocks().get(i));
    }
  }

  private static void check(Path file, String where, long fileBytes, BlockMetaData group) {
    if (group.getRowCount() < 0) {
      throw Damage.found(file, where, group.getRowCount() + " rows", "no negative number");
    }
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      String column = where + ", column " + chunk.getPath().toDotString();
      long start = chunk.getStartingPos();
      long size = chunk.getTotalSize();
      if (start < 0 || size < 0 || size > fileBytes - start) {
        throw Damage.found(
            file, column, size + " bytes from " + start, "a place within " + fileBytes + " bytes");
      }
      if (chunk.getCodec() != CompressionCodecName.ZSTD) {
        throw Damage.found(file, column, "compression " + chunk.getCodec(), "ZSTD");
      }
      boolean flat = chunk.getPath().size() == 1;
      if (flat && chunk.getValueCount() != group.getRowCount()) {
        throw Damage.found(
            file, column, chunk.getValueCount() + " values", group.getRowCount() + ", one a row");
      }
    }
  }
}
