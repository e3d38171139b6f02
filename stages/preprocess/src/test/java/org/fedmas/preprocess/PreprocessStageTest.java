package org.fedmas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.image.OriginalShard;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.summary.ImageStatistics;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessStageTest {

  private static final String CONFIG =
      """
      dataset: {kind: folders, folder: pictures, layout: client-class}
      image: {size: 16, jpeg-library: jdk}
      """;

  private final PreprocessStage stage = new PreprocessStage();
  @TempDir Path folder;
  private DataSet dataSet;

  @BeforeEach
  void drawPictures() throws Exception {
    picture("north/MEL/a.png", 0x200000);
    picture("north/NV/b.png", 0x400000);
    picture("south/NV/c.png", 0x600000);
    dataSet =
        new DataSetSettings.Folders("pictures", DataSetSettings.Layout.CLIENT_CLASS, List.of())
            .open(folder, MissingImages.FAIL);
  }

  @Test
  void theIndexListsEveryImage() throws Exception {
    Path output = compute(ShardPlan.index());

    List<IndexRow> rows = ImageIndexTable.read(output.resolve(ImageIndexTable.FILE));
    assertThat(rows)
        .extracting(IndexRow::imageId, IndexRow::label, IndexRow::client)
        .containsExactly(
            tuple("north/MEL/a.png", 0, 0),
            tuple("north/NV/b.png", 1, 0),
            tuple("south/NV/c.png", 1, 1));
    assertThat(rows.get(0).sourceDigest()).isEqualTo(Digest.of(file("north/MEL/a.png")));
  }

  @Test
  void theIndexNamesClassesAndClients() throws Exception {
    assertThat(Federation.read(compute(ShardPlan.index())))
        .isEqualTo(new Federation(List.of("MEL", "NV"), List.of("north", "south")));
  }

  @Test
  void aShardHoldsTheImagesOfOneClient() throws Exception {
    List<ImageRow> rows = rows(compute(shard(0).key()));

    assertThat(rows)
        .extracting(ImageRow::imageId)
        .containsExactly("north/MEL/a.png", "north/NV/b.png");
  }

  @Test
  void aShardHoldsPreparedPixels() throws Exception {
    ImageRow row = rows(compute(shard(0).key())).get(0);

    assertThat(row.header())
        .extracting("sourceWidth", "sourceHeight", "width", "height")
        .containsExactly(20, 10, 16, 16);
    assertThat(row.pixels()).hasSize(16 * 16 * 3).startsWith(0x20, 0, 0);
  }

  @Test
  void aShardListsTheImagesThatItLacks() throws Exception {
    Files.write(file("north/NV/b.png"), new byte[0]);
    ShardSummary summary = Summary.read(compute(shard(0).key()), ShardSummary.class);

    assertThat(summary.images()).isEqualTo(1);
    assertThat(summary.unreadable())
        .singleElement()
        .hasToString("UnreadableImage[imageId=north/NV/b.png, reason=the file is empty]");
  }

  @Test
  void aSummaryOfCleanFilesNamesNoDamage() throws Exception {
    Path output = compute(shard(0).key());

    assertThat(output.resolve("shard.json")).content().doesNotContain("damaged");
    assertThat(Summary.read(output, ShardSummary.class).damaged()).isEmpty();
  }

  @Test
  void aSummaryNamesFilesThatDecodeWithWarnings() throws Exception {
    jpegWithExtraBytes("north/NV/b.png");

    assertThat(Summary.read(compute(shard(0).key()), ShardSummary.class).damaged())
        .singleElement()
        .satisfies(image -> assertThat(image.imageId()).isEqualTo("north/NV/b.png"))
        .satisfies(image -> assertThat(image.warnings()).asString().contains("extraneous bytes"));
  }

  @Test
  void originalsAreTheBytesOfTheFiles() throws Exception {
    Path output = compute(shard(1).originals());

    try (OriginalShard originals = OriginalShard.open(List.of(output))) {
      assertThat(originals.original("south/NV/c.png"))
          .isEqualTo(OriginalShard.encoded(Files.readAllBytes(file("south/NV/c.png"))));
    }
  }

  @Test
  void statisticsCountTheImagesOfAllShards() throws Exception {
    Path output =
        UnitContexts.of(ShardPlan.statistics(), folder)
            .input(PreprocessStage.INDEX, compute(ShardPlan.index()))
            .input(PreprocessStage.SHARDS, compute(shard(0).key()), compute(shard(1).key()))
            .computedBy(stage);

    ImageStatistics statistics = Summary.read(output, ImageStatistics.class);
    assertThat(statistics.clients())
        .extracting(ImageStatistics.Group::images)
        .containsExactly(2, 1);
    assertThat(statistics.all().classCounts()).containsExactly(1, 2);
    assertThat(statistics.all().mean()).containsExactly(0x40 / 255.0, 0.0, 0.0);
  }

  @Test
  void imagesThatChangedSinceTheyWerePlannedAreRefused() throws Exception {
    Digest planned = digest(shard(1).key());
    picture("south/NV/c.png", 0x112233);

    assertThatThrownBy(() -> context(shard(1).key(), planned).computedBy(stage))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("source images changed");
  }

  @Test
  void progressIsReportedAfterEachImage() throws Exception {
    List<Long> done = new ArrayList<>();
    context(shard(0).key(), digest(shard(0).key()))
        .progress((images, total) -> done.add(images))
        .computedBy(stage);

    assertThat(done).containsExactly(1L, 2L);
  }

  private Path compute(UnitKey unit) throws Exception {
    return context(unit, digest(unit)).computedBy(stage);
  }

  private UnitContexts context(UnitKey unit, Digest images) {
    return UnitContexts.of(unit, folder)
        .config(CONFIG, reader -> PreparationSettings.read(reader, DataSetSettings.read(reader)))
        .data(folder)
        .raw(PreprocessStage.IMAGES, images);
  }

  /** Returns the digest of a unit's source images, as the driver plans it. */
  private Digest digest(UnitKey unit) {
    return unit.equals(ShardPlan.index())
        ? SourceDigests.of(dataSet, dataSet::digest)
        : ShardPlan.of(dataSet).stream()
            .filter(shard -> shard.key().equals(unit) || shard.originals().equals(unit))
            .map(shard -> SourceDigests.of(shard.images(), dataSet::digest))
            .findFirst()
            .orElseThrow();
  }

  private ShardPlan.Shard shard(int client) {
    return ShardPlan.of(dataSet).get(client);
  }

  private static List<ImageRow> rows(Path output) throws IOException {
    try (TableReader<ImageRow> reader = ImageShard.read(output.resolve(ImageShard.FILE))) {
      return reader.list();
    }
  }

  private Path file(String name) {
    return folder.resolve("pictures").resolve(name);
  }

  private void picture(String name, int colour) throws IOException {
    Files.createDirectories(file(name).getParent());
    ImageIO.write(picture(colour), "png", file(name).toFile());
  }

  private void jpegWithExtraBytes(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture(0), "jpg", out);
    byte[] jpeg = out.toByteArray();
    byte[] extra = Arrays.copyOf(jpeg, jpeg.length + 20);
    Arrays.fill(extra, jpeg.length - 2, extra.length - 2, (byte) 7);
    extra[extra.length - 2] = (byte) 0xFF;
    extra[extra.length - 1] = (byte) 0xD9;
    Files.write(file(name), extra);
  }

  private static BufferedImage picture(int colour) {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 200; i++) {
      image.setRGB(i % 20, i / 20, colour);
    }
    return image;
  }
}
