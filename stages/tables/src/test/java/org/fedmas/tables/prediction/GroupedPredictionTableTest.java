package org.fedmas.tables.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.tables.RandomRows;
import org.fedmas.tables.parquet.TableReader;
import org.fedmas.tables.parquet.TextColumns;
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
  void attributesAreReadAsWritten() throws IOException {
    Path file = folder.resolve("predictions.parquet");
    List<GroupedPrediction> rows = new ArrayList<>();
    for (PredictionRow row : RandomRows.predictions(3, 12)) {
      TreeMap<String, String> values = new TreeMap<>();
      if (rows.size() % 2 == 0) {
        values.put("sex", rows.size() % 4 == 0 ? "female" : "male");
      }
      if (rows.size() % 3 == 0) {
        values.put("site.of lesion, äußere", "arm." + rows.size());
      }
      rows.add(new GroupedPrediction(row, null, new TextColumns(values)));
    }

    GroupedPredictionTable.write(file, rows);

    assertThat(GroupedPredictionTable.read(file)).isEqualTo(rows);
    assertThat(TableReader.columns(file, "a table"))
        .endsWith("group", "attribute_sex", "attribute_site.of lesion, äußere");
  }

  @Test
  void withoutAttributesNoColumnIsAdded() throws IOException {
    Path file = folder.resolve("predictions.parquet");
    GroupedPredictionTable.write(
        file,
        RandomRows.predictions(1, 3).stream().map(row -> new GroupedPrediction(row, "g")).toList());

    assertThat(TableReader.columns(file, "a table")).hasSize(8).endsWith("group");
  }

  @Test
  void aTableOfVersionOneIsReadWithoutGroups() throws IOException {
    Path file = folder.resolve("predictions.parquet");
    List<PredictionRow> rows = RandomRows.predictions(2, 5);
    PredictionTable.write(file, rows);

    assertThat(GroupedPredictionTable.read(file))
        .isEqualTo(rows.stream().map(row -> new GroupedPrediction(row, null)).toList());
  }
}
