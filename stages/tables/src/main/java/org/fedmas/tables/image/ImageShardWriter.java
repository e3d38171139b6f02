package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.fedmas.tables.parquet.TableWriter;

/**
 * A writer of an image shard, image by image, that holds about 16 MiB. Equal rows in equal order
 * give equal bytes. Not safe for use by several threads.
 */
public final class ImageShardWriter implements AutoCloseable {

  private final TableWriter<ImageRow> writer;
  private final Set<String> imageIds = new HashSet<>();

  /** Creates or replaces the file. */
  public ImageShardWriter(Path file) throws IOException {
    writer = new TableWriter<>(file, ImageShard.FORMAT);
  }

  /**
   * Appends an image.
   *
   * @throws IllegalArgumentException if the shard has one of that name already
   */
  public void write(ImageRow row) throws IOException {
    if (!imageIds.add(row.imageId())) {
      throw new IllegalArgumentException("image " + row.imageId() + " is in the shard already");
    }
    writer.write(row);
  }

  /** Ends the shard; without it no reader accepts the file. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
