package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.fedmas.results.detail.ClassErrors;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;
import org.junit.jupiter.api.Test;

class WorstErrorsTest {

  private static GroupedPrediction row(String image, int label, float... probabilities) {
    int predicted = 0;
    for (int c = 1; c < probabilities.length; c++) {
      predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
    }
    return new GroupedPrediction(
        new PredictionRow(
            image, 0, PredictionRow.GLOBAL, Part.TEST, label, predicted, probabilities),
        null);
  }

  private static List<ClassErrors> errors(List<GroupedPrediction> rows) {
    return new WorstErrors(TestPredictions.of(rows, 2, 1)).find();
  }

  @Test
  void theSurestErrorComesFirst() {
    List<ClassErrors> errors =
        errors(List.of(row("a", 0, 0.4f, 0.6f), row("b", 0, 0.1f, 0.9f), row("c", 0, 0.8f, 0.2f)));

    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).label()).isZero();
    assertThat(errors.get(0).images())
        .extracting(ClassErrors.Image::imageId)
        .containsExactly("b", "a");
  }

  @Test
  void anErrorSaysWhatWasPredicted() {
    ClassErrors.Image image = errors(List.of(row("a", 1, 0.75f, 0.25f))).get(0).images().get(0);

    assertThat(image).isEqualTo(new ClassErrors.Image("a", 0, 0, 0.75, 0.25, null));
  }

  @Test
  void onlySomeAreShown() {
    List<GroupedPrediction> many =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(i -> row("image-" + i, 0, 0.01f * i, 1 - 0.01f * i))
            .toList();

    assertThat(errors(many).get(0).images())
        .hasSize(ClassErrors.MOST)
        .isSortedAccordingTo(Comparator.comparingDouble(ClassErrors.Image::probability).reversed());
  }
}
