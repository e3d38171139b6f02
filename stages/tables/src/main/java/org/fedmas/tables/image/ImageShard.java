package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Path;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.parquet.TableReader;

/** Reads image shards. */
public final class ImageShard {

  /** File name within an artifact. */
  public static final String FILE = "images.parquet";

  private ImageShard() {}

  /**
   * Streams the images in file order, holding one row group (about 16 MiB) of them.
   *
   * @throws MissingInputException if there is no such file
   * @throws CorruptArtifactException if it is no image shard
   */
  public static TableReader<ImageRow> read(Path file) throws IOException {
    return TableReader.open(file, new ImageFormat());
  }

  /**
   * Streams the headers in file order; the pixels are neither read nor decompressed.
   *
   * @throws MissingInputException if there is no such file
   * @throws CorruptArtifactException if it is no image shard
   */
  public static TableReader<ImageHeader> headers(Path file) throws IOException {
    return TableReader.open(file, new ImageFormat(), new ImageHeaderFormat());
  }
}
