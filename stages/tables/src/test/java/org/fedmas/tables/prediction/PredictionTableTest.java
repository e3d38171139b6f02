package org.fedmas.tables.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.Flips;
import org.fedmas.tables.RandomRows;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTableTest {

  @TempDir Path folder;

  @Test
  void what_is_written_is_read() throws IOException {
    for (int seed = 0; seed < 10; seed++) {
      List<PredictionRow> rows = RandomRows.predictions(seed, 100 * seed);
      Path file = folder.resolve("predictions.parquet");
      PredictionTable.write(file, rows);
      assertThat(PredictionTable.read(file)).isEqualTo(rows);
    }
  }

  @Test
  void impossible_predictions_are_refused() {
    float[] two = {0.5f, 0.5f};
    assertThatThrownBy(() -> new PredictionRow("a", 0, "both", Part.TEST, 0, 0, two))
        .hasMessageContaining("model both");
    assertThatThrownBy(() -> new PredictionRow("a", 0, "local", Part.TEST, 0, 2, two))
        .hasMessageContaining("classes below 2");
  }

  @Test
  void damaged_predictions_are_refused() throws IOException {
    Path good = folder.resolve("good.parquet");
    List<PredictionRow> rows = RandomRows.predictions(0, 200);
    PredictionTable.write(good, rows);
    Flips.refusesEveryTruncation(good, folder.resolve("truncated.parquet"), PredictionTable::read);
    Flips.survivesFlips(
        good,
        folder.resolve("flipped.parquet"),
        0,
        (int) Files.size(good),
        600,
        RandomRows.stream("flips", 0),
        PredictionTable::read,
        rows::equals);

    Path wrong = folder.resolve("wrong-columns.parquet");
    PartitionTable.write(wrong, RandomRows.partition(0, 10));
    Flips.expectDamage(wrong, "columns of another table", PredictionTable::read);
  }
}
