package org.fedmas.tensors.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.SharedShards;
import org.fedmas.tables.partition.OpenPartitions;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/** Reads the images of one client and part from its shards. */
public final class PreparedImages {

  /**
   * A client that holds fewer images per shard shares its shards with others, as simulated clients
   * do; a client of the data set has its shards to itself and reads them in one go.
   */
  private static final int SCATTERED = 100;

  private PreparedImages() {}

  /**
   * The images of a client's part, in the order of the shards.
   *
   * @param shards artifact folders of the client's shards
   * @param partition artifact folder of the partition
   * @throws CorruptArtifactException if the shards lack an image that the partition names
   */
  public static List<PreparedImage> of(
      List<Path> shards, Path partition, ClientId client, Part part) throws IOException {
    List<PartitionRow> held =
        OpenPartitions.rows(partition.resolve(PartitionTable.FILE), client.number());
    Set<String> wanted = new TreeSet<>();
    for (PartitionRow row : held) {
      if (row.part() == part) {
        wanted.add(row.imageId());
      }
    }
    boolean scattered = held.size() < SCATTERED * shards.size();
    List<PreparedImage> images = new ArrayList<>();
    for (Path shard : shards) {
      Path file = shard.resolve(ImageShard.FILE);
      List<ImageRow> rows =
          scattered ? SharedShards.select(file, wanted) : SharedShards.stream(file, wanted);
      for (ImageRow row : rows) {
        wanted.remove(row.imageId());
        images.add(prepared(row));
      }
    }
    if (!wanted.isEmpty()) {
      throw new CorruptArtifactException(
          "the shards of client "
              + client.number()
              + " lack "
              + wanted.size()
              + " images that partition "
              + partition
              + " names, first "
              + wanted.iterator().next());
    }
    return images;
  }

  /** One row as an image in memory. */
  public static PreparedImage prepared(ImageRow row) {
    return new PreparedImage(
        row.imageId(),
        row.label(),
        row.sourceDigest(),
        new ImageSize(row.sourceWidth(), row.sourceHeight()),
        new RgbImage(row.width(), row.height(), row.pixels()));
  }
}
