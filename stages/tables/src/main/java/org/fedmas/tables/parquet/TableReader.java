package org.fedmas.tables.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.Type;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the rows of a Parquet file, one after the other, that holds one row group of the
 * columns read. A damaged file ends in {@link CorruptArtifactException}, when it is opened or at
 * the row reached. Not safe for use by several threads.
 *
 * @param <T> a row
 */
public final class TableReader<T extends Record> implements Iterator<T>, AutoCloseable {

  private final Path file;
  private final ParquetFileReader reader;
  private final TableFormat<T> format;
  private final MessageColumnIO columns;
  private final long rows;
  private long position;
  private long leftInGroup;
  private @Nullable RecordReader<T> group;

  private TableReader(Path file, ParquetFileReader reader, TableFormat<T> format) {
    this.file = file;
    this.reader = reader;
    this.format = format;
    reader.setRequestedSchema(format.schema());
    columns =
        new ColumnIOFactory()
            .getColumnIO(format.schema(), reader.getFileMetaData().getSchema(), true);
    rows = reader.getRecordCount();
  }

  /** Opens a file of the given format. */
  public static <T extends Record> TableReader<T> open(Path file, TableFormat<T> format)
      throws IOException {
    return open(file, format, format);
  }

  /**
   * Opens a file of one format to read some of its columns.
   *
   * @param whole the file's format
   * @param part columns that {@code whole} has, too
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if it is not of that format
   */
  public static <T extends Record> TableReader<T> open(
      Path file, TableFormat<?> whole, TableFormat<T> part) throws IOException {
    LocalInputFile input = new LocalInputFile(file);
    ParquetFileReader reader = opened(file, input, whole.kind());
    try {
      Schemas.check(file, input.getLength(), reader.getFooter(), whole.schema());
      return new TableReader<>(file, reader, part);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Returns the names of a file's columns, in order.
   *
   * @param kind the kind of file with its article, for messages
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if it is not a Parquet file
   */
  public static List<String> columns(Path file, String kind) throws IOException {
    try (ParquetFileReader reader = opened(file, new LocalInputFile(file), kind)) {
      return reader.getFooter().getFileMetaData().getSchema().getFields().stream()
          .map(Type::getName)
          .toList();
    }
  }

  private static ParquetFileReader opened(Path file, LocalInputFile input, String kind) {
    Damage.requireFile(file, kind + " (Parquet)");
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstandardPages())
            .withUseHadoopVectoredIo(false)
            .usePageChecksumVerification(true)
            .build();
    try {
      return ParquetFileReader.open(input, options);
    } catch (IOException | RuntimeException e) {
      throw Damage.found(file, "footer of " + kind, e);
    }
  }

  /** Returns the number of rows of the file. */
  public long rows() {
    return rows;
  }

  @Override
  public boolean hasNext() {
    return position < rows;
  }

  /**
   * Returns the next row.
   *
   * @throws CorruptArtifactException if it cannot be decoded or is not a valid row
   */
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file + " has no row after " + rows);
    }
    try {
      RecordReader<T> records = group;
      while (records == null || leftInGroup == 0) {
        records = nextGroup();
      }
      T row = records.read();
      if (row == null) {
        throw new IllegalArgumentException("no row");
      }
      leftInGroup--;
      position++;
      return row;
    } catch (IOException | RuntimeException e) {
      throw Damage.found(file, "row " + position + " of " + rows, e);
    }
  }

  /** Returns all rows from the present one on. */
  public List<T> list() {
    List<T> list = new ArrayList<>();
    while (hasNext()) {
      list.add(next());
    }
    return list;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private RecordReader<T> nextGroup() throws IOException {
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null) {
      throw new IllegalArgumentException("no further row group");
    }
    leftInGroup = pages.getRowCount();
    RecordReader<T> records = columns.getRecordReader(pages, new RowMaterializer<>(format));
    group = records;
    return records;
  }
}
