package org.fedmas.tables.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.Flips;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableDamageTest {

  @TempDir Path folder;

  /** Reads everything. */
  private static Object read(Path file) throws IOException {
    FeatureTable table = FeatureTable.open(List.of(file));
    for (FeatureKey key : table.keys()) {
      table.features(key.imageId(), key.view());
    }
    return table.keys();
  }

  @Test
  void every_truncation_is_refused() throws IOException {
    Path good =
        FeatureTableTest.write(folder.resolve("good.arrow"), FeatureTableTest.rows(0, 1100, 3), 3);
    Flips.refusesEveryTruncation(
        good, folder.resolve("truncated.arrow"), FeatureTableDamageTest::read);
  }

  @Test
  void flipped_bits_never_end_in_another_error() throws IOException {
    Path good =
        FeatureTableTest.write(folder.resolve("good.arrow"), FeatureTableTest.rows(0, 40, 2), 2);
    int size = (int) Files.size(good);
    RandomStream random = RandomRows.stream("flips", 0);
    Path flipped = folder.resolve("flipped.arrow");
    int noticed =
        Flips.survivesFlips(
            good, flipped, 0, size, 2000, random, FeatureTableDamageTest::read, found -> true);
    assertThat(noticed).isPositive();
  }

  @Test
  void a_view_that_is_there_twice_is_refused() throws IOException {
    Map<FeatureKey, float[]> rows = Map.of(new FeatureKey("a", 1), new float[] {1});
    Path file = FeatureTableTest.write(folder.resolve("once.arrow"), rows, 1);
    Path again = Files.copy(file, folder.resolve("duplicate-view.arrow"));
    assertThatThrownBy(() -> FeatureTable.open(List.of(file, again)))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("duplicate-view.arrow")
        .hasMessageContaining("image a, view 1 again");
  }

  @Test
  void another_dimension_is_refused() throws IOException {
    Path two = FeatureTableTest.write(folder.resolve("two.arrow"), Map.of(), 2);
    Path three = FeatureTableTest.write(folder.resolve("wrong-dimension.arrow"), Map.of(), 3);
    assertThatThrownBy(() -> FeatureTable.open(List.of(two, three)))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("wrong-dimension.arrow");
  }

  @Test
  void other_columns_are_refused() throws IOException {
    Field view = new Field("view", FieldType.notNullable(new ArrowType.Int(64, true)), List.of());
    Field nullable = new Field("image_id", FieldType.nullable(new ArrowType.Utf8()), List.of());
    List<Field> good = FeatureSchema.of(4).getFields();
    Map<String, Schema> schemas =
        Map.of(
            "no-columns", new Schema(List.of()),
            "column-missing", new Schema(good.subList(0, 2)),
            "wrong-column-type", new Schema(List.of(good.get(0), view, good.get(2))),
            "nullable-column", new Schema(List.of(nullable, good.get(1), good.get(2))),
            "columns-swapped", new Schema(List.of(good.get(1), good.get(0), good.get(2))));
    for (Map.Entry<String, Schema> named : schemas.entrySet()) {
      Path file = folder.resolve(named.getKey() + ".arrow");
      try (RootAllocator allocator = new RootAllocator();
          VectorSchemaRoot root = VectorSchemaRoot.create(named.getValue(), allocator);
          FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
        writer.start();
        writer.end();
      }
      Flips.expectDamage(file, named.getKey(), FeatureTableDamageTest::read);
      assertThatThrownBy(() -> FeatureTable.open(List.of(file)))
          .hasMessageContaining("columns: found");
    }
  }

  @Test
  void other_files_are_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("not-arrow.arrow"), "x".repeat(100));
    Flips.expectDamage(text, "text", FeatureTableDamageTest::read);
    assertThatThrownBy(() -> FeatureTable.open(List.of(folder.resolve("none.arrow"))))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("none.arrow");
  }
}
