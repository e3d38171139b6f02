package org.fedmas.tensors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.fedmas.tables.image.SharedShards;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tensors.config.ImageMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedImagesTest {

  private static final int SIDE = 8;
  private static final int BYTES = SIDE * SIDE * RgbImage.CHANNELS;
  private static final int PER_SHARD = 200;
  private static final ClientId CLIENT = new ClientId(3);

  @TempDir Path folder;

  private final List<Path> shards = new ArrayList<>();
  private final List<RgbImage> training = new ArrayList<>();
  private Path partition;

  /** Writes two shards of a client; two thirds of its images are training images. */
  @BeforeEach
  void write() throws IOException {
    List<PartitionRow> held = new ArrayList<>();
    for (int shard = 0; shard < 2; shard++) {
      Path place = Files.createDirectories(folder.resolve("shard" + shard));
      shards.add(place);
      try (ImageShardWriter writer = new ImageShardWriter(place.resolve(ImageShard.FILE))) {
        for (int i = 0; i < PER_SHARD; i++) {
          String id = String.format("image-%d-%03d", shard, i);
          byte[] pixels = pixels(shard, i);
          writer.write(
              new ImageRow(
                  new ImageHeader(id, i % 5, 3, null, 20, 10, Digest.of(id), SIDE, SIDE), pixels));
          Part part = i % 3 == 0 ? Part.TEST : Part.TRAIN;
          held.add(new PartitionRow(id, 3, i % 5, part));
          if (part == Part.TRAIN) {
            training.add(new RgbImage(SIDE, SIDE, pixels));
          }
        }
      }
    }
    partition = Files.createDirectories(folder.resolve("partition"));
    PartitionTable.write(partition.resolve(PartitionTable.FILE), held);
  }

  private static byte[] pixels(int shard, int number) {
    RandomStream random = RandomKey.of(shard).with(number).stream();
    byte[] pixels = new byte[BYTES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.below(256);
    }
    return pixels;
  }

  @Test
  void imagesDoNotDependOnTheBudget() throws IOException {
    for (long images : new long[] {1_000_000, 0, 1, 150, training.size()}) {
      ImageMemory memory = new ImageMemory(images * BYTES);
      try (PreparedImages prepared =
          PreparedImages.of(shards, partition, CLIENT, Part.TRAIN, memory)) {
        List<PreparedImage> list = prepared.list();
        assertThat(list).extracting(PreparedImage::stored).isEqualTo(training);
        assertThat(list.get(0).id()).isEqualTo("image-0-001");
        assertThat(list).extracting(PreparedImage::label).contains(0, 1, 2, 3, 4);
        assertThat(list.get(5).source()).isEqualTo(Digest.of(list.get(5).id()));
        assertThat(list.get(5).sourceSize().width()).isEqualTo(20);
        assertThat(memory.held()).isEqualTo(Math.min(images, training.size()) * BYTES);
      }
      assertThat(memory.held()).isZero();
    }
    assertThat(SharedShards.isUnpacked(shards.get(0).resolve(ImageShard.FILE))).isTrue();
  }

  @Test
  void aShardThatFitsIntoMemoryIsNotUnpacked() throws IOException {
    ImageMemory memory = new ImageMemory(1_000_000L * BYTES);
    PreparedImages.of(shards, partition, CLIENT, Part.TRAIN, memory).close();
    assertThat(SharedShards.isUnpacked(shards.get(0).resolve(ImageShard.FILE))).isFalse();
  }

  @Test
  void unitsShareTheBudget() throws IOException {
    ImageMemory memory = new ImageMemory(300L * BYTES);
    try (PreparedImages first = PreparedImages.of(shards, partition, CLIENT, Part.TRAIN, memory);
        PreparedImages second = PreparedImages.of(shards, partition, CLIENT, Part.TRAIN, memory)) {
      assertThat(first.list()).hasSameSizeAs(second.list());
      assertThat(memory.held()).isEqualTo(300L * BYTES);
      assertThat(second.list()).extracting(PreparedImage::stored).isEqualTo(training);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void withoutScratchSpaceImagesStayInMemory() throws IOException {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", folder.resolve("nowhere").toString());
    ImageMemory memory = new ImageMemory(0);
    try (PreparedImages prepared =
        PreparedImages.of(shards, partition, CLIENT, Part.TRAIN, memory)) {
      assertThat(prepared.list()).extracting(PreparedImage::stored).isEqualTo(training);
      assertThat(memory.held()).isEqualTo((long) training.size() * BYTES);
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
    assertThat(memory.held()).isZero();
  }

  @Test
  void aMissingImageIsNamedAndMemoryReleased() {
    ImageMemory memory = new ImageMemory(1_000_000L * BYTES);
    assertThatThrownBy(
            () -> PreparedImages.of(shards.subList(0, 1), partition, CLIENT, Part.TRAIN, memory))
        .hasMessageContaining("shards of client 3 of partition ")
        .hasMessageContaining(" lack 133 images")
        .hasMessageContaining("image-1-001");
    assertThat(memory.held()).isZero();
  }

  @Test
  void aBudgetIsASizeOrAuto() {
    assertThat(read("memory-budget: 2g")).isEqualTo(2L << 30);
    assertThat(read("memory-budget: 0m")).isZero();
    assertThat(read("memory-budget: auto")).isEqualTo(Runtime.getRuntime().maxMemory() / 3);
    assertThatThrownBy(() -> read("memory-budget: plenty"))
        .hasMessageContaining("memory-budget")
        .hasMessageContaining("auto, or a size such as 500m, 16g or 2t");
  }

  private static long read(String yaml) {
    ConfigReader reader =
        ConfigReader.of(ConfigSource.yaml("some.yaml", yaml, new ConfigProblems()));
    long budget = ImageMemory.read(reader);
    reader.finish();
    return budget;
  }
}
