package org.fedmas.tables.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.fedmas.tables.Flips;
import org.fedmas.tables.RandomRows;
import org.fedmas.tables.parquet.TableWriter;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionTableTest {

  @TempDir Path folder;

  @Test
  void what_is_written_is_read_in_order_of_client_and_image() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      List<PartitionRow> rows = RandomRows.partition(seed, 100 * seed);
      Path file = folder.resolve("partition.parquet");
      PartitionTable.write(file, rows);
      List<PartitionRow> sorted = new ArrayList<>(rows);
      sorted.sort(Comparator.comparing(PartitionRow::client).thenComparing(PartitionRow::imageId));
      assertThat(PartitionTable.read(file)).isEqualTo(sorted);
    }
  }

  @Test
  void the_order_of_rows_does_not_change_the_bytes() throws IOException {
    List<PartitionRow> rows = RandomRows.partition(1, 500);
    Path first = folder.resolve("first.parquet");
    PartitionTable.write(first, rows);
    Collections.reverse(rows);
    Path second = folder.resolve("second.parquet");
    PartitionTable.write(second, rows);
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void an_image_has_one_place() throws IOException {
    PartitionRow train = new PartitionRow("a", 0, 0, Part.TRAIN);
    PartitionRow test = new PartitionRow("a", 1, 0, Part.TEST);
    Path file = folder.resolve("duplicate-image.parquet");
    assertThatThrownBy(() -> PartitionTable.write(file, List.of(train, test)))
        .hasMessageContaining("image a has two rows");
    write(file, List.of(train, test));
    Flips.expectDamage(file, "one image twice", PartitionTable::read);
  }

  @Test
  void damaged_partitions_are_refused() throws IOException {
    Path unsorted = folder.resolve("unsorted.parquet");
    write(
        unsorted,
        List.of(new PartitionRow("a", 1, 0, Part.TRAIN), new PartitionRow("b", 0, 0, Part.TRAIN)));
    Flips.expectDamage(unsorted, "rows out of order", PartitionTable::read);

    Path wrong = folder.resolve("wrong-columns.parquet");
    PredictionTable.write(wrong, RandomRows.predictions(0, 10));
    Flips.expectDamage(wrong, "columns of another table", PartitionTable::read);

    Path good = folder.resolve("good.parquet");
    PartitionTable.write(good, RandomRows.partition(0, 300));
    Flips.refusesEveryTruncation(good, folder.resolve("truncated.parquet"), PartitionTable::read);
  }

  @Test
  void parts_have_words() {
    for (Part part : Part.values()) {
      assertThat(Part.of(part.word())).isEqualTo(part);
    }
    assertThat(Part.VALIDATION.word()).isEqualTo("validation");
    assertThatThrownBy(() -> Part.of("TEST")).hasMessageContaining("[train, validation, test]");
  }

  private static void write(Path file, List<PartitionRow> rows) throws IOException {
    try (TableWriter<PartitionRow> writer = new TableWriter<>(file, PartitionTable.FORMAT)) {
      for (PartitionRow row : rows) {
        writer.write(row);
      }
    }
  }
}
