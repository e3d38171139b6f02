package org.fedmas.tables.parquet;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A writer of rows to a Parquet file, one after the other, that holds at most a row group of them.
 * Equal rows in equal order give equal bytes. Not safe for use by several threads.
 *
 * @param <T> a row
 */
public final class TableWriter<T extends Record> implements AutoCloseable {

  private static final long ROW_GROUP_BYTES = 16L << 20;
  private static final int PAGE_BYTES = 1 << 20;

  /** Sizes are looked at often, so that rows of 150 KB do not pile up between two looks. */
  private static final int MOST_ROWS_BETWEEN_SIZE_CHECKS = 64;

  private final Path file;
  private final ParquetWriter<T> writer;
  private boolean closed;

  /** Creates or replaces the file. */
  public TableWriter(Path file, TableFormat<T> format) throws IOException {
    this.file = file;
    Builder<T> builder =
        new Builder<>(new LocalOutputFile(file), format)
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withCodecFactory(new ZstandardPages())
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MOST_ROWS_BETWEEN_SIZE_CHECKS)
            .withPageWriteChecksumEnabled(true);
    for (Column column : format.columns()) {
      if (!column.kind().repeats()) {
        for (String[] path : new MessageType("row", column.type()).getPaths()) {
          String dotted = String.join(".", path);
          builder
              .withDictionaryEncoding(dotted, false)
              .withStatisticsEnabled(dotted, false)
              .withSizeStatisticsEnabled(dotted, false);
        }
      }
    }
    writer = builder.build();
  }

  /** Appends a row. */
  public void write(T row) throws IOException {
    writer.write(row);
  }

  /** Writes the footer; without it no reader accepts the file. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      writer.close();
      FooterOrder.apply(file);
    }
  }

  private static final class Builder<T extends Record>
      extends ParquetWriter.Builder<T, Builder<T>> {

    private final TableFormat<T> format;

    Builder(OutputFile file, TableFormat<T> format) {
      super(file);
      this.format = format;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport<>(format);
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport<>(format);
    }
  }
}
