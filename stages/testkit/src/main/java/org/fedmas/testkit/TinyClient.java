package org.fedmas.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/** The image shard and the partition of a client with a few pictures of noise. */
public final class TinyClient {

  /** The number of the only client. */
  public static final ClientId ID = new ClientId(0);

  private static final int SIDE = 32;

  private final Path shard;
  private final Path partition;
  private final List<ImageRow> images = new ArrayList<>();
  private final List<PartitionRow> rows = new ArrayList<>();

  private TinyClient(Path folder) throws IOException {
    shard = Files.createDirectories(folder.resolve("shard"));
    partition = Files.createDirectories(folder.resolve("partition"));
  }

  /**
   * Writes a client's artifacts. Images are named {@code image-0}, {@code image-1}, … (at most 10).
   *
   * @param part the part of all images
   * @param labels the class of each image
   */
  public static TinyClient write(Path folder, int classes, Part part, int... labels)
      throws IOException {
    TinyClient client = new TinyClient(folder);
    Random random = new Random(7);
    for (int label : labels) {
      byte[] pixels = new byte[SIDE * SIDE * 3];
      random.nextBytes(pixels);
      String id = "image-" + client.images.size();
      client.images.add(
          new ImageRow(
              new ImageHeader(id, label, 0, null, SIDE, SIDE, Digest.of(id), SIDE, SIDE), pixels));
      client.rows.add(new PartitionRow(id, 0, label, part));
    }
    client.write(Collections.nCopies(classes, "class"));
    return client;
  }

  private void write(List<String> classes) throws IOException {
    try (ImageShardWriter writer = new ImageShardWriter(shard.resolve(ImageShard.FILE))) {
      for (ImageRow image : images) {
        writer.write(image);
      }
    }
    PartitionTable.write(partition.resolve(PartitionTable.FILE), rows);
    new Federation(classes, List.of("client")).write(partition);
  }

  /** Returns the folder of the image shard. */
  public Path shard() {
    return shard;
  }

  /** Returns the folder of the partition. */
  public Path partition() {
    return partition;
  }

  /** Returns the images in their order. */
  public List<ImageRow> images() {
    return List.copyOf(images);
  }
}
