package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Path;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.parquet.TableFormat;
import org.fedmas.tables.parquet.TableReader;

/** Readers of image shards. */
public final class ImageShard {

  /** File name within an artifact. */
  public static final String FILE = "images.parquet";

  static final TableFormat<ImageRow> FORMAT = new TableFormat<>("an image shard", ImageRow.class);

  private static final TableFormat<ImageHeader> HEADERS =
      new TableFormat<>("an image shard", ImageHeader.class);

  private ImageShard() {}

  /**
   * Streams the images in file order, holding one row group (about 16 MiB) of them.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if the file is not an image shard
   */
  public static TableReader<ImageRow> read(Path file) throws IOException {
    return TableReader.open(file, FORMAT);
  }

  /** Streams the headers as {@link #read} does; pixels are neither read nor decompressed. */
  public static TableReader<ImageHeader> headers(Path file) throws IOException {
    return TableReader.open(file, FORMAT, HEADERS);
  }
}
