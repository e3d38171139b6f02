package org.fedmas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.OriginalShard;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of grey values beyond 8 bits, and the names in them that must go no further. */
class MeasuredPicturesTest {

  private static final String PERSON = "Doe^Jane^Confidential";
  private static final String CONFIG =
      """
      dataset: {kind: folders, folder: pictures}
      image: {size: 8, jpeg-library: jdk%s}
      """;
  private static final String WINDOW = ", window: 0..4";

  private final PreprocessStage stage = new PreprocessStage();
  @TempDir Path folder;

  @BeforeEach
  void writePicture() throws Exception {
    Files.createDirectories(file().getParent());
    Files.write(file(), dicom());
  }

  @Test
  void valuesAreScaledByDepth() throws Exception {
    assertThat(firstPixel(compute(shard().key(), ""))).isEqualTo((byte) 1);
  }

  @Test
  void aWindowScalesThem() throws Exception {
    assertThat(firstPixel(compute(shard().key(), WINDOW))).isEqualTo((byte) 255);
  }

  @Test
  void noArtifactNamesThePerson() throws Exception {
    for (UnitKey unit : List.of(ShardPlan.index(), shard().key(), shard().originals())) {
      assertThat(content(compute(unit, ""))).as(unit.toString()).doesNotContain(PERSON);
    }
  }

  @Test
  void originalsAreThePixelsInTheWindow() throws Exception {
    try (OriginalShard originals =
        OriginalShard.open(List.of(compute(shard().originals(), WINDOW)))) {
      byte[] white = new byte[4 * 3 * 3];
      Arrays.fill(white, (byte) 255);
      assertThat(originals.original("a/1.dcm")).isEqualTo(OriginalShard.pixels(4, 3, white));
    }
  }

  @Test
  void aDamagedFileIsNotCopied() throws Exception {
    Files.write(file(), Arrays.copyOf(dicom(), dicom().length - 10));
    Path originals = compute(shard().originals(), "");
    ShardSummary summary = Summary.read(compute(shard().key(), ""), ShardSummary.class);

    assertThat(content(originals)).doesNotContain(PERSON);
    assertThat(summary.unreadable().toString()).contains("cut short: the DICOM data");
    assertThat(summary.unreadable().toString()).doesNotContain(PERSON);
  }

  @Test
  void theWindowIsInRecipesOnlyWhereItIsSet() {
    for (ArtifactKind kind : List.of(ArtifactKind.IMAGE_SHARD, ArtifactKind.ORIGINAL_SHARD)) {
      assertThat(keys(kind, "")).doesNotContain("image.window");
      assertThat(keys(kind, WINDOW)).contains("image.window");
    }
    assertThat(keys(ArtifactKind.IMAGE_INDEX, WINDOW)).doesNotContain("image.window");
  }

  @Test
  void otherWindowsAreRefused() {
    ConfigProblems problems = new ConfigProblems();
    ConfigSource source = ConfigSource.yaml("a.yaml", CONFIG.formatted(", window: 9..4"), problems);
    stage.settings(ArtifactKind.IMAGE_SHARD, ConfigReader.of(source));
    assertThat(problems.all().toString())
        .contains("image.window: found \"9..4\", expected two numbers LOW..HIGH");
  }

  private Iterable<String> keys(ArtifactKind kind, String window) {
    ConfigReader reader = reader(window);
    stage.settings(kind, reader);
    return reader.recorded().values().keySet();
  }

  private static ConfigReader reader(String window) {
    return ConfigReader.of(
        ConfigSource.yaml("a.yaml", CONFIG.formatted(window), new ConfigProblems()));
  }

  private Path compute(UnitKey unit, String window) throws Exception {
    return UnitContexts.of(unit, folder)
        .config(
            CONFIG.formatted(window),
            reader -> PreparationSettings.read(reader, DataSetSettings.read(reader)))
        .data(folder)
        .raw(PreprocessStage.IMAGES, digest(unit))
        .computedBy(stage);
  }

  private Digest digest(UnitKey unit) {
    DataSet dataSet = dataSet();
    return unit.equals(ShardPlan.index())
        ? SourceDigests.of(dataSet, dataSet::digest)
        : SourceDigests.of(shard().images(), dataSet::digest);
  }

  private DataSet dataSet() {
    return new DataSetSettings.Folders("pictures", DataSetSettings.Layout.CLASS, List.of())
        .open(folder, MissingImages.FAIL);
  }

  private ShardPlan.Shard shard() {
    return ShardPlan.of(dataSet()).get(0);
  }

  private Path file() {
    return folder.resolve("pictures/a/1.dcm");
  }

  private static byte firstPixel(Path output) throws IOException {
    try (TableReader<ImageRow> rows = ImageShard.read(output.resolve(ImageShard.FILE))) {
      return rows.list().get(0).pixels()[0];
    }
  }

  /** Returns all bytes of an artifact as text. */
  private static String content(Path output) throws IOException {
    StringBuilder content = new StringBuilder();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(content).isNotEmpty();
    return content.toString();
  }

  /** Returns 4×3 pixels of the value 20, of 12 bits. */
  private static byte[] dicom() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    text(file, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
    text(file, 0x0010, 0x0010, "PN", PERSON + " ");
    number(file, 0x0002, 1);
    text(file, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
    number(file, 0x0010, 3);
    number(file, 0x0011, 4);
    number(file, 0x0100, 16);
    number(file, 0x0101, 12);
    ByteBuffer pixels = head(0x7FE0, 0x0010, "OW", 8 + 4 + 24);
    pixels.putShort((short) 0).putInt(24);
    for (int i = 0; i < 12; i++) {
      pixels.putShort((short) 20);
    }
    file.writeBytes(pixels.array());
    return file.toByteArray();
  }

  private static void text(
      ByteArrayOutputStream file, int group, int element, String kind, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer all = head(group, element, kind, 8 + bytes.length);
    file.writeBytes(all.putShort((short) bytes.length).put(bytes).array());
  }

  private static void number(ByteArrayOutputStream file, int element, int value) {
    file.writeBytes(
        head(0x0028, element, "US", 10).putShort((short) 2).putShort((short) value).array());
  }

  private static ByteBuffer head(int group, int element, String kind, int length) {
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) group)
        .putShort((short) element)
        .put(kind.getBytes(StandardCharsets.US_ASCII));
  }
}
