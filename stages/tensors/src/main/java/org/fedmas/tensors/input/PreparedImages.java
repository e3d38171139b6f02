package org.fedmas.tensors.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ScratchShard;
import org.fedmas.tables.image.SharedShards;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.partition.OpenPartitions;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tensors.config.ImageMemory;

/**
 * The images of one client and part from its shards. Pixels are held in memory as far as {@link
 * ImageMemory} allows; the others are read from scratch space whenever a batch needs them. Close it
 * once its images are no longer used.
 */
public final class PreparedImages implements AutoCloseable {

  /**
   * Images per shard below which a client is assumed to share its shards, as simulated clients do.
   * A client of the data set reads its own shards sequentially.
   */
  private static final int SCATTERED = 100;

  private final ImageMemory memory;
  private final List<PreparedImage> images = new ArrayList<>();
  private long held;

  private PreparedImages(ImageMemory memory) {
    this.memory = memory;
  }

  /**
   * Returns the images of a client's part, in the order of the shards.
   *
   * @param shards artifact folders of the client's shards
   * @param partition artifact folder of the partition
   * @throws CorruptArtifactException if the shards lack an image that the partition names
   */
  public static PreparedImages of(List<Path> shards, Path partition, ClientId client, Part part)
      throws IOException {
    return of(shards, partition, client, part, ImageMemory.ofProcess());
  }

  /**
   * Returns the images of a part of all clients, in the order of the shards.
   *
   * @param shards artifact folders of the shards that hold them
   * @param partition artifact folder of the partition
   * @throws CorruptArtifactException if the shards lack an image that the partition names
   */
  public static PreparedImages ofAll(List<Path> shards, Path partition, Part part)
      throws IOException {
    List<PartitionRow> rows = OpenPartitions.rows(partition.resolve(PartitionTable.FILE));
    return of(shards, rows, part, "partition " + partition, ImageMemory.ofProcess());
  }

  static PreparedImages of(
      List<Path> shards, Path partition, ClientId client, Part part, ImageMemory memory)
      throws IOException {
    List<PartitionRow> rows =
        OpenPartitions.rows(partition.resolve(PartitionTable.FILE), client.number());
    String holder = "client %s of partition %s".formatted(client.number(), partition);
    return of(shards, rows, part, holder, memory);
  }

  private static PreparedImages of(
      List<Path> shards, List<PartitionRow> rows, Part part, String holder, ImageMemory memory)
      throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (PartitionRow row : rows) {
      if (row.part() == part) {
        wanted.add(row.imageId());
      }
    }
    boolean scattered = rows.size() < SCATTERED * shards.size();
    PreparedImages images = new PreparedImages(memory);
    try {
      for (Path shard : shards) {
        images.add(shard.resolve(ImageShard.FILE), wanted, scattered);
      }
      if (!wanted.isEmpty()) {
        throw new CorruptArtifactException(
            "shards of %s lack %s images, first %s"
                .formatted(holder, wanted.size(), wanted.iterator().next()));
      }
      return images;
    } catch (IOException | RuntimeException e) {
      images.close();
      throw e;
    }
  }

  /** Returns the images. */
  public List<PreparedImage> list() {
    return Collections.unmodifiableList(images);
  }

  /** Releases the memory of the images to the budget. */
  @Override
  public void close() {
    memory.giveBack(held);
    held = 0;
  }

  /** Returns a row as an image in memory. */
  public static PreparedImage prepared(ImageRow row) {
    RgbImage pixels = pixels(row);
    return image(row.header(), () -> pixels);
  }

  private void add(Path file, Set<String> wanted, boolean scattered) throws IOException {
    if (wanted.isEmpty()) {
      return;
    }
    Optional<ScratchShard> unpacked =
        scattered || SharedShards.isUnpacked(file) ? SharedShards.unpacked(file) : Optional.empty();
    if (unpacked.isPresent()) {
      for (ImageHeader header : unpacked.get().headers()) {
        if (wanted.remove(header.imageId())) {
          add(unpacked.get(), header);
        }
      }
      return;
    }
    try (TableReader<ImageRow> rows = ImageShard.read(file)) {
      while (rows.hasNext() && !wanted.isEmpty()) {
        ImageRow row = rows.next();
        if (wanted.remove(row.imageId())) {
          add(file, row);
        }
      }
    }
  }

  private void add(ScratchShard scratch, ImageHeader header) {
    images.add(taken(header) ? prepared(scratch.row(header.imageId())) : reread(scratch, header));
  }

  private void add(Path file, ImageRow row) throws IOException {
    ImageHeader header = row.header();
    if (taken(header)) {
      images.add(prepared(row));
      return;
    }
    Optional<ScratchShard> scratch = SharedShards.unpacked(file);
    if (scratch.isPresent()) {
      images.add(reread(scratch.get(), header));
      return;
    }
    memory.takeAnyway(bytes(header));
    held += bytes(header);
    images.add(prepared(row));
  }

  private boolean taken(ImageHeader header) {
    boolean taken = memory.take(bytes(header));
    held += taken ? bytes(header) : 0;
    return taken;
  }

  private static PreparedImage reread(ScratchShard scratch, ImageHeader header) {
    return image(header, () -> pixels(scratch.row(header.imageId())));
  }

  private static PreparedImage image(ImageHeader header, Supplier<RgbImage> pixels) {
    ImageSize source = new ImageSize(header.sourceWidth(), header.sourceHeight());
    return new PreparedImage(
        header.imageId(), header.label(), header.sourceDigest(), source, pixels);
  }

  private static long bytes(ImageHeader header) {
    return (long) header.width() * header.height() * RgbImage.CHANNELS;
  }

  private static RgbImage pixels(ImageRow row) {
    return new RgbImage(row.header().width(), row.header().height(), row.pixels());
  }
}
