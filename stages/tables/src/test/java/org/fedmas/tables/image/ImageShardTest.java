package org.fedmas.tables.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.Flips;
import org.fedmas.tables.RandomRows;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.partition.PartitionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageShardTest {

  @TempDir Path folder;

  private static Path write(Path file, List<ImageRow> rows) throws IOException {
    try (ImageShardWriter writer = new ImageShardWriter(file)) {
      for (ImageRow row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static List<ImageRow> read(Path file) throws IOException {
    try (TableReader<ImageRow> reader = ImageShard.read(file)) {
      return reader.list();
    }
  }

  private static List<ImageHeader> headers(Path file) throws IOException {
    try (TableReader<ImageHeader> reader = ImageShard.headers(file)) {
      return reader.list();
    }
  }

  @Test
  void what_is_written_is_read() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      List<ImageRow> rows = RandomRows.images(seed, 20 * seed);
      Path file = write(folder.resolve("shard.parquet"), rows);
      assertThat(read(file)).isEqualTo(rows);
      assertThat(headers(file)).isEqualTo(rows.stream().map(ImageRow::header).toList());
    }
  }

  @Test
  void equal_rows_give_equal_bytes() throws IOException {
    Path first = write(folder.resolve("first.parquet"), RandomRows.images(1, 100));
    Path second = write(folder.resolve("second.parquet"), RandomRows.images(1, 100));
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void row_groups_bound_what_a_reader_holds() throws IOException {
    RandomStream random = RandomRows.stream("large", 0);
    Path file = folder.resolve("large.parquet");
    int count = 400;
    try (ImageShardWriter writer = new ImageShardWriter(file)) {
      for (int i = 0; i < count; i++) {
        writer.write(RandomRows.image(random, i, 224, 224));
      }
    }
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      assertThat(groups).hasSizeGreaterThan(2);
      for (BlockMetaData group : groups) {
        assertThat(group.getTotalByteSize()).isLessThan(32 << 20);
        ColumnChunkMetaData pixels = group.getColumns().get(9);
        assertThat(pixels.getPath().toDotString()).isEqualTo("pixels");
        assertThat(pixels.getEncodings()).doesNotContainAnyElementsOf(dictionary());
        assertThat(pixels.getStatistics().hasNonNullValue()).isFalse();
        assertThat(pixels.getTotalSize()).isLessThan(pixels.getTotalUncompressedSize() + 4096);
      }
    }
    RandomStream again = RandomRows.stream("large", 0);
    try (TableReader<ImageRow> reader = ImageShard.read(file)) {
      assertThat(reader.rows()).isEqualTo(count);
      for (int i = 0; i < count; i++) {
        assertThat(reader.next().equals(RandomRows.image(again, i, 224, 224))).isTrue();
      }
      assertThat(reader.hasNext()).isFalse();
    }
    assertThat(headers(file)).hasSize(count);
  }

  private static Set<Encoding> dictionary() {
    return Set.of(Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY);
  }

  @Test
  void bad_rows_are_refused_before_they_are_written() throws IOException {
    ImageRow row = RandomRows.images(0, 1).get(0);
    assertThatThrownBy(() -> new ImageRow(row.header(), new byte[5]))
        .hasMessageContaining("found 5 pixel bytes");
    assertThatThrownBy(() -> new ImageHeader("x", -1, 0, null, 1, 1, Digest.of("x"), 1, 1))
        .hasMessageContaining("label -1");
    try (ImageShardWriter writer = new ImageShardWriter(folder.resolve("twice.parquet"))) {
      writer.write(row);
      assertThatThrownBy(() -> writer.write(row)).hasMessageContaining("already");
    }
  }

  @Test
  void damaged_shards_are_refused() throws IOException {
    Path good = write(folder.resolve("good.parquet"), RandomRows.images(2, 30));
    Flips.refusesEveryTruncation(good, folder.resolve("truncated.parquet"), ImageShardTest::read);

    Path wrong = folder.resolve("wrong-columns.parquet");
    PartitionTable.write(wrong, RandomRows.partition(0, 10));
    Flips.expectDamage(wrong, "columns of another table", ImageShardTest::read);
    Flips.expectDamage(wrong, "columns of another table", ImageShardTest::headers);

    Path text = Files.writeString(folder.resolve("not-parquet.parquet"), "x".repeat(100));
    Flips.expectDamage(text, "text", ImageShardTest::read);

    assertThatThrownBy(() -> ImageShard.read(folder.resolve("none.parquet")))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("none.parquet");
  }

  @Test
  void flipped_bits_are_noticed_or_do_no_harm() throws IOException {
    List<ImageRow> rows = RandomRows.images(2, 30);
    List<ImageHeader> headers = rows.stream().map(ImageRow::header).toList();
    Path good = write(folder.resolve("good.parquet"), rows);
    int size = (int) Files.size(good);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(good)).order(ByteOrder.LITTLE_ENDIAN);
    int footer = size - 8 - bytes.getInt(size - 8);
    Path flipped = folder.resolve("flipped.parquet");
    RandomStream random = RandomRows.stream("flips", 0);
    int noticed =
        Flips.survivesFlips(
            good, flipped, 0, footer, 600, random, ImageShardTest::read, rows::equals);
    assertThat(noticed).isGreaterThan(500);
    Flips.survivesFlips(
        good, flipped, footer, size, 600, random, ImageShardTest::read, rows::equals);
    Flips.survivesFlips(
        good, flipped, footer, size, 300, random, ImageShardTest::headers, headers::equals);
  }
}
