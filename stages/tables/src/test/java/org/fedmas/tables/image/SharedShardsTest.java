package org.fedmas.tables.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
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
                new ImageHeader(
                    "image" + i, i % 3, 0, null, 40, 30, Digest.of("x" + i), width, height),
                pixels);
        rows.add(row);
        writer.write(row);
      }
    }
    return rows;
  }

  @Test
  void anyRowCanBeReadOnItsOwn() throws IOException {
    Path shard = folder.resolve("shard.parquet");
    List<ImageRow> rows = write(shard, 120);
    assertThat(SharedShards.isUnpacked(shard)).isFalse();
    ScratchShard scratch = SharedShards.unpacked(shard).orElseThrow();
    assertThat(SharedShards.isUnpacked(shard)).isTrue();
    assertThat(scratch.headers())
        .containsExactlyElementsOf(rows.stream().map(ImageRow::header).toList());
    for (int i : new int[] {119, 0, 57, 57}) {
      assertThat(scratch.row("image" + i)).isEqualTo(rows.get(i));
    }
    assertThatThrownBy(() -> scratch.row("image120"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image120");
  }

  private static List<String> ids(List<ImageRow> rows) {
    return rows.stream().map(ImageRow::imageId).toList();
  }

  @Test
  void aShardIsUnpackedOnceAndItsFileIsGone() throws IOException {
    Path shard = folder.resolve("once.parquet");
    List<ImageRow> rows = write(shard, 10);
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", scratch.toString());
    try {
      assertThat(row(shard, "image3")).isEqualTo(rows.get(3));
      // committed shards never change: what is unpacked is read again without them
      Files.delete(shard);
      assertThat(row(shard, "image4")).isEqualTo(rows.get(4));
      try (Stream<Path> left = Files.list(scratch)) {
        assertThat(left).isEmpty();
      }
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  @Test
  void withoutScratchSpaceNothingIsUnpacked() throws IOException {
    Path shard = folder.resolve("streamed.parquet");
    write(shard, 10);
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", folder.resolve("nowhere").toString());
    try {
      assertThat(SharedShards.unpacked(shard)).isEmpty();
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  private static ImageRow row(Path shard, String imageId) throws IOException {
    return SharedShards.unpacked(shard).orElseThrow().row(imageId);
  }
}
