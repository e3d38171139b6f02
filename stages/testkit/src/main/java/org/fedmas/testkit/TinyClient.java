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

/**
 * The artifacts of a client with a few pictures of noise.
 *
 * @param shard folder of the image shard
 * @param partition folder of the partition
 * @param images in their order
 */
public record TinyClient(Path shard, Path partition, List<ImageRow> images) {

  /** The number of the only client. */
  public static final ClientId ID = new ClientId(0);

  private static final int SIDE = 32;

  /**
   * Writes a client's artifacts. Images are named {@code image-0}, {@code image-1}, … (at most 10).
   *
   * @param part the part of all images
   * @param labels the class of each image
   */
  public static TinyClient write(Path folder, int classes, Part part, int... labels)
      throws IOException {
    Path shard = Files.createDirectories(folder.resolve("shard"));
    Path partition = Files.createDirectories(folder.resolve("partition"));
    List<ImageRow> images = new ArrayList<>();
    List<PartitionRow> rows = new ArrayList<>();
    Random random = new Random(7);
    try (ImageShardWriter writer = new ImageShardWriter(shard.resolve(ImageShard.FILE))) {
      for (int label : labels) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        random.nextBytes(pixels);
        String id = "image-" + images.size();
        ImageHeader header =
            new ImageHeader(id, label, 0, null, SIDE, SIDE, Digest.of(id), SIDE, SIDE);
        images.add(new ImageRow(header, pixels));
        rows.add(new PartitionRow(id, 0, label, part));
        writer.write(images.get(images.size() - 1));
      }
    }
    PartitionTable.write(partition.resolve(PartitionTable.FILE), rows);
    new Federation(Collections.nCopies(classes, "class"), List.of("client")).write(partition);
    return new TinyClient(shard, partition, List.copyOf(images));
  }
}
