package org.fedmas.tables.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedShardsTest {

  @TempDir Path folder;

  private List<ImageRow> write(Path file, int count) throws IOException {
    RandomStream random = RandomRows.stream("shared shards", count);
    List<ImageRow> rows = new ArrayList<>();
    try (ImageShardWriter writer = new ImageShardWriter(file)) {
      for (int i = 0; i < count; i++) {
        int width = 1 + random.below(20);
        int height = 1 + random.below(20);
        byte[] pixels = new byte[width * height * 3];
        for (int p = 0; p < pixels.length; p++) {
          pixels[p] = (byte) random.below(256);
        }
        ImageRow row =
            new ImageRow(
                "image" + i, i % 3, 0, null, 40, 30, Digest.of("x" + i), width, height, pixels);
        rows.add(row);
        writer.write(row);
      }
    }
    return rows;
  }

  @Test
  void selectedRowsAreThoseOfTheShardInItsOrder() throws IOException {
    Path shard = folder.resolve("shard.parquet");
    List<ImageRow> rows = write(shard, 120);
    for (int step : new int[] {1, 3, 50}) {
      Set<String> wanted = new TreeSet<>(Set.of("of another shard"));
      List<ImageRow> expected = new ArrayList<>();
      for (int i = 0; i < rows.size(); i += step) {
        wanted.add(rows.get(i).imageId());
        expected.add(rows.get(i));
      }
      assertThat(SharedShards.select(shard, wanted)).isEqualTo(expected);
      assertThat(SharedShards.stream(shard, wanted)).isEqualTo(expected);
    }
  }

  @Test
  void aShardIsUnpackedOnceAndItsFileIsGone() throws IOException {
    Path shard = folder.resolve("once.parquet");
    List<ImageRow> rows = write(shard, 10);
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", scratch.toString());
    try {
      assertThat(SharedShards.select(shard, Set.of("image3"))).containsExactly(rows.get(3));
      // committed shards never change: what is unpacked is read again without them
      Files.delete(shard);
      assertThat(SharedShards.select(shard, Set.of("image4"))).containsExactly(rows.get(4));
      try (Stream<Path> left = Files.list(scratch)) {
        assertThat(left).isEmpty();
      }
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  @Test
  void withoutScratchSpaceShardsAreStreamed() throws IOException {
    Path shard = folder.resolve("streamed.parquet");
    List<ImageRow> rows = write(shard, 10);
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", folder.resolve("nowhere").toString());
    try {
      assertThat(SharedShards.select(shard, Set.of("image3"))).containsExactly(rows.get(3));
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }
}
