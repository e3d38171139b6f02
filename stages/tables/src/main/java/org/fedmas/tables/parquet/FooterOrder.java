package org.fedmas.tables.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Brings the footer of a Parquet file into one order. The library keeps the encodings of a column
 * in a hash set of enum constants, whose order changes from process to process, and with it the
 * file's bytes.
 */
final class FooterOrder {

  /** Length of the footer, then the magic word. */
  private static final int TAIL = 8;

  private FooterOrder() {}

  static void apply(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer tail = read(channel, channel.size() - TAIL, TAIL);
      int length = tail.getInt(0);
      long start = channel.size() - TAIL - length;
      byte[] footer = read(channel, start, length).array();
      byte[] ordered = ordered(footer);
      ByteBuffer rewritten =
          ByteBuffer.allocate(ordered.length + TAIL).order(ByteOrder.LITTLE_ENDIAN);
      rewritten.put(ordered).putInt(ordered.length).putInt(tail.getInt(Integer.BYTES)).flip();
      channel.truncate(start);
      channel.position(start);
      while (rewritten.hasRemaining()) {
        channel.write(rewritten);
      }
    }
  }

  private static byte[] ordered(byte[] footer) throws IOException {
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
    for (RowGroup group : metadata.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        ColumnMetaData column = chunk.getMeta_data();
        Collections.sort(column.getEncodings());
        if (column.isSetEncoding_stats()) {
          Collections.sort(column.getEncoding_stats());
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(footer.length);
    Util.writeFileMetaData(metadata, out);
    return out.toByteArray();
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the file ended inside its footer");
      }
    }
    return bytes.flip();
  }
}
