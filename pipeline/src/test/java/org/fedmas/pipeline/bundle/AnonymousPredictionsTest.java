package org.fedmas.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;
import org.junit.jupiter.api.Test;

class AnonymousPredictionsTest {

  private static GroupedPrediction row(String image, String group, int label) {
    return new GroupedPrediction(
        new PredictionRow(
            image, 0, PredictionRow.GLOBAL, Part.TEST, label, 0, new float[] {0.6f, 0.4f}),
        group,
        new TextColumns(new TreeMap<>(Map.of("age", "85"))));
  }

  private static final List<GroupedPrediction> ROWS =
      List.of(row("ISIC_2", "lesion-b", 1), row("ISIC_1", "lesion-a", 0), row("ISIC_3", null, 0));

  @Test
  void numbersFollowTheOrderOfNames() {
    List<GroupedPrediction> rows = AnonymousPredictions.of(ROWS);

    assertThat(rows)
        .extracting(row -> row.prediction().imageId().replaceFirst(".*-", ""))
        .containsExactly("0000002", "0000001", "0000003");
    assertThat(rows)
        .extracting(GroupedPrediction::group)
        .containsExactly("group-0000002", "group-0000001", null);
  }

  @Test
  void nothingOfTheDataSetIsLeft() {
    assertThat(AnonymousPredictions.of(ROWS).toString()).doesNotContain("ISIC", "lesion", "85");
  }

  @Test
  void otherImagesHaveAnotherPrefix() {
    String prefix = AnonymousPredictions.of(ROWS).get(0).prediction().imageId();

    assertThat(AnonymousPredictions.of(ROWS.subList(0, 2)).get(0).prediction().imageId())
        .isNotEqualTo(prefix);
  }

  @Test
  void lesionsStayTheSame() {
    TestPredictions before = TestPredictions.of(ROWS, 2, 1);
    TestPredictions after = TestPredictions.of(AnonymousPredictions.of(ROWS), 2, 1);

    assertThat(after.images().lesions()).isEqualTo(before.images().lesions());
    assertThat(after.ungrouped()).isEqualTo(before.ungrouped());
  }
}
