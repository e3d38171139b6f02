package org.fedmas.tables.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableTest {

  @TempDir Path folder;

  static Map<FeatureKey, float[]> rows(long seed, int count, int dimension) {
    RandomStream random = RandomRows.stream("features", seed);
    Map<FeatureKey, float[]> rows = new LinkedHashMap<>();
    for (int i = 0; rows.size() < count; i++) {
      String imageId = RandomRows.name(random, i);
      for (int view = 0; view < 3 && rows.size() < count; view++) {
        rows.put(new FeatureKey(imageId, view), RandomRows.floats(random, dimension));
      }
    }
    return rows;
  }

  static Path write(Path file, Map<FeatureKey, float[]> rows, int dimension) throws IOException {
    try (FeatureTableWriter writer = new FeatureTableWriter(file, dimension)) {
      for (Map.Entry<FeatureKey, float[]> row : rows.entrySet()) {
        writer.write(row.getKey().imageId(), row.getKey().view(), row.getValue());
      }
    }
    return file;
  }

  @Test
  void what_is_written_is_read() throws IOException {
    int[] counts = {0, 1, 100, 1023, 1024, 1025, 3000};
    for (int i = 0; i < counts.length; i++) {
      int dimension = 1 + 7 * i;
      Map<FeatureKey, float[]> rows = rows(i, counts[i], dimension);
      Path file = write(folder.resolve("table-" + i + ".arrow"), rows, dimension);
      FeatureTable table = FeatureTable.open(List.of(file));
      assertThat(table.dimension()).isEqualTo(dimension);
      assertThat(table.keys()).containsExactlyElementsOf(rows.keySet());
      float[] batch = new float[dimension + 2];
      for (Map.Entry<FeatureKey, float[]> row : rows.entrySet()) {
        FeatureKey key = row.getKey();
        assertThat(table.features(key.imageId(), key.view())).isEqualTo(row.getValue());
        table.copy(key.imageId(), key.view(), batch, 2);
        assertThat(batch).startsWith(0, 0).endsWith(row.getValue());
      }
    }
  }

  @Test
  void equal_rows_give_equal_bytes() throws IOException {
    Path first = write(folder.resolve("first.arrow"), rows(0, 2500, 5), 5);
    Path second = write(folder.resolve("second.arrow"), rows(0, 2500, 5), 5);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void arrow_reads_what_is_written() throws IOException {
    Map<FeatureKey, float[]> rows = rows(0, 1500, 3);
    Path file = write(folder.resolve("table.arrow"), rows, 3);
    try (RootAllocator allocator = new RootAllocator();
        FileChannel channel = FileChannel.open(file);
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      List<FeatureKey> keys = List.copyOf(rows.keySet());
      int row = 0;
      while (reader.loadNextBatch()) {
        var root = reader.getVectorSchemaRoot();
        assertThat(root.getSchema()).isEqualTo(FeatureSchema.of(3));
        for (int i = 0; i < root.getRowCount(); i++, row++) {
          FeatureKey key = keys.get(row);
          assertThat(root.getVector("image_id").getObject(i)).hasToString(key.imageId());
          assertThat(root.getVector("view").getObject(i)).isEqualTo(key.view());
          List<?> list = ((FixedSizeListVector) root.getVector("features")).getObject(i);
          assertThat(list.get(2)).isEqualTo(rows.get(key)[2]);
        }
      }
      assertThat(row).isEqualTo(1500);
    }
  }

  @Test
  void several_files_are_one_table() throws IOException {
    Path first = write(folder.resolve("first.arrow"), rows(0, 1100, 4), 4);
    Map<FeatureKey, float[]> more = Map.of(new FeatureKey("more", 7), new float[] {1, 2, 3, 4});
    Path second = write(folder.resolve("second.arrow"), more, 4);
    FeatureTable table = FeatureTable.open(List.of(first, second));
    assertThat(table.keys()).hasSize(1101);
    assertThat(table.features("more", 7)).containsExactly(1, 2, 3, 4);
    assertThat(table.keys()).doesNotContain(new FeatureKey("more", 6));
    assertThatThrownBy(() -> table.features("more", 6))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("image more, view 6")
        .hasMessageContaining("second.arrow");
  }

  @Test
  void the_writer_refuses_other_dimensions_and_second_rows() throws IOException {
    Path file = folder.resolve("table.arrow");
    try (FeatureTableWriter writer = new FeatureTableWriter(file, 2)) {
      assertThatThrownBy(() -> writer.write("a", 0, new float[3]))
          .hasMessageContaining("found 3 features, expected 2");
      writer.write("a", 0, new float[] {9, 1, 2, 9}, 1, 2);
      assertThatThrownBy(() -> writer.write("a", 0, new float[2])).hasMessageContaining("already");
      assertThatThrownBy(() -> writer.write("a", -1, new float[2])).hasMessageContaining("-1");
    }
    assertThat(FeatureTable.open(List.of(file)).features("a", 0)).containsExactly(1, 2);
  }
}
