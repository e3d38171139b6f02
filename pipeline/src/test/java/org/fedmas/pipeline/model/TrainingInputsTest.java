package org.fedmas.pipeline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.images.ImageSize;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the statistics of three shards with eight images each, the last of which is tested. */
class TrainingInputsTest {

  private static final int SHARDS = 3;
  private static final int IMAGES = 8;
  private static final int SIDE = 4;

  @TempDir Path folder;

  private RunFolder place = new RunFolder("none", Path.of(""), Path.of(""));
  private final InputSums expected = new InputSums();
  private final List<Manifest> shards = new ArrayList<>();
  private TrainingInputs inputs = new TrainingInputs(place, manifest("partition"), List.of());

  @BeforeEach
  void commit() throws IOException {
    place = new RunFolder("run", folder, folder);
    List<PartitionRow> rows = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      Recipe recipe = manifest("preprocess/client-0/part-" + shard).recipe();
      Path staging = staging(ArtifactKind.IMAGE_SHARD, recipe);
      try (ImageShardWriter writer = new ImageShardWriter(staging.resolve(ImageShard.FILE))) {
        for (int i = 0; i < IMAGES; i++) {
          ImageRow row = image("%s-%s".formatted(shard, i), shard * IMAGES + i);
          writer.write(row);
          boolean tested = i == IMAGES - 1;
          rows.add(new PartitionRow(row.imageId(), 0, 0, tested ? Part.TEST : Part.TRAIN));
          if (!tested) {
            expected.add(InputValue.of(new ImageSize(64 + shard * IMAGES + i, 48), row.pixels()));
          }
        }
      }
      shards.add(place.store().commit(staging, ArtifactKind.IMAGE_SHARD, recipe));
    }
    Recipe recipe = manifest("partition").recipe();
    Path staging = staging(ArtifactKind.PARTITION, recipe);
    PartitionTable.write(staging.resolve(PartitionTable.FILE), rows);
    Manifest partition = place.store().commit(staging, ArtifactKind.PARTITION, recipe);
    inputs = new TrainingInputs(place, partition, shards);
  }

  private static Manifest manifest(String unit) {
    Recipe recipe =
        Recipe.of(
            UnitKey.parse(unit),
            1,
            new Config(Map.of()),
            Map.of(),
            Map.of("tables", Digest.of(unit)),
            null);
    return new Manifest(ArtifactKind.IMAGE_SHARD, recipe, List.of());
  }

  private Path staging(ArtifactKind kind, Recipe recipe) throws IOException {
    ArtifactStore store = place.store();
    return store.stage(new Manifest(kind, recipe, List.of()).ref());
  }

  private static ImageRow image(String name, int grey) {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    Arrays.fill(pixels, (byte) grey);
    ImageHeader header =
        new ImageHeader(name, 0, 0, null, 64 + grey, 48, Digest.of(name), SIDE, SIDE);
    return new ImageRow(header, pixels);
  }

  private Path cache() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(".cache/input-statistics"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void threadsGiveTheBitsOfOneSumInOrder() throws IOException {
    assertThat(inputs.statistics(ShardListener.NONE)).isEqualTo(expected.statistics());
  }

  @Test
  void progressCountsTheShards() throws IOException {
    List<String> progress = new ArrayList<>();

    inputs.statistics((read, all) -> progress.add(read + " of " + all));

    assertThat(progress).containsExactly("1 of 3", "2 of 3", "3 of 3");
  }

  @Test
  void theSecondReadingNeedsNoShard() throws IOException {
    inputs.statistics(ShardListener.NONE);
    Files.delete(place.store().folder(shards.get(0).ref()).resolve(ImageShard.FILE));

    InputStatistics again =
        inputs.statistics(
            (read, all) -> {
              throw new AssertionError("read a shard again");
            });

    assertThat(again).isEqualTo(expected.statistics());
  }

  @Test
  void aDamagedCacheIsMadeAgain() throws IOException {
    inputs.statistics(ShardListener.NONE);
    Files.writeString(cache(), "{");

    assertThat(inputs.statistics(ShardListener.NONE)).isEqualTo(expected.statistics());
    assertThat(Files.size(cache())).isGreaterThan(1);
  }

  @Test
  void aDamagedShardIsReported() throws IOException {
    Path file = place.store().folder(shards.get(1).ref()).resolve(ImageShard.FILE);
    assertThat(file.toFile().setWritable(true)).isTrue();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> inputs.statistics(ShardListener.NONE))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining(Objects.requireNonNull(file.getFileName()).toString());
  }

  @Test
  void aRunWithoutShardsHasNoStatistics() throws IOException {
    assertThat(
            new TrainingInputs(place, inputs.partition(), List.of()).statistics(ShardListener.NONE))
        .isNull();
  }
}
