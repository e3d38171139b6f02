package org.fedmas.tables.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedPredictionTableTest {

  @TempDir Path folder;

  @Test
  void rowsKeepTheirOrderAndGetTheirGroup() throws IOException {
    List<PredictionRow> rows = RandomRows.predictions(1, 20);
    Path source = folder.resolve("unit.parquet");
    PredictionTable.write(source, rows);
    Path target = folder.resolve("predictions.parquet");
    String known = rows.get(3).imageId();

    GroupedPredictionTable.concatenate(target, List.of(source), Map.of(known, "lesion-7"));

    assertThat(GroupedPredictionTable.read(target))
        .isEqualTo(
            rows.stream()
                .map(
                    row ->
                        new GroupedPrediction(row, row.imageId().equals(known) ? "lesion-7" : null))
                .toList());
  }

  @Test
  void aTableWithoutGroupsIsRefused() throws IOException {
    Path file = folder.resolve("unit.parquet");
    PredictionTable.write(file, RandomRows.predictions(2, 5));

    assertThatThrownBy(() -> GroupedPredictionTable.read(file))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("group");
  }
}
