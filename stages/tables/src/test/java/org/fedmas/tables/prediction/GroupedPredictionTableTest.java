package org.fedmas.tables.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedPredictionTableTest {

  @TempDir Path folder;

  @Test
  void groupsAreReadAsWrittenKnownOrNot() throws IOException {
    Path file = folder.resolve("predictions.parquet");
    List<GroupedPrediction> rows = new ArrayList<>();
    for (PredictionRow row : RandomRows.predictions(1, 20)) {
      rows.add(new GroupedPrediction(row, rows.size() % 3 == 0 ? null : "lesion-" + rows.size()));
    }

    GroupedPredictionTable.write(file, rows);

    assertThat(GroupedPredictionTable.read(file)).isEqualTo(rows);
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
