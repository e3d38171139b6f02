package org.fedmas.results.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

  private static final int CASES = 200;

  /** Images of a random classifier; probabilities are multiples of 1/8, so that there are ties. */
  private record Images(int classes, int[] labels, int[] predictions, double[][] probabilities) {

    static Images draw(RandomStream random) {
      int classes = 1 + random.below(6);
      int count = 1 + random.below(40);
      int named = 1 + random.below(classes);
      int[] labels = new int[count];
      int[] predictions = new int[count];
      double[][] probabilities = new double[count][classes];
      for (int i = 0; i < count; i++) {
        labels[i] = random.below(named);
        predictions[i] = random.below(classes);
        for (int c = 0; c < classes; c++) {
          probabilities[i][c] = random.below(9) / 8.0;
        }
      }
      return new Images(classes, labels, predictions, probabilities);
    }

    Scores scores() {
      return Scores.of(classes, labels, predictions, probabilities);
    }

    Images inOrder(int[] order) {
      Images moved =
          new Images(
              classes, new int[order.length], new int[order.length], new double[order.length][]);
      for (int i = 0; i < order.length; i++) {
        moved.labels[i] = labels[order[i]];
        moved.predictions[i] = predictions[order[i]];
        moved.probabilities[i] = probabilities[order[i]];
      }
      return moved;
    }

    Images relabelled(int[] newName) {
      Images renamed =
          new Images(
              classes,
              new int[labels.length],
              new int[labels.length],
              new double[labels.length][classes]);
      for (int i = 0; i < labels.length; i++) {
        renamed.labels[i] = newName[labels[i]];
        renamed.predictions[i] = newName[predictions[i]];
        for (int c = 0; c < classes; c++) {
          renamed.probabilities[i][newName[c]] = probabilities[i][c];
        }
      }
      return renamed;
    }
  }

  @Test
  void theOrderOfImagesChangesNothing() {
    RandomStream random = RandomKey.of(1).with("order").stream();
    for (int n = 0; n < CASES; n++) {
      Images images = Images.draw(random);
      int[] order = random.permutation(images.labels.length);
      assertThat(images.inOrder(order).scores()).isEqualTo(images.scores());
    }
  }

  @Test
  void renamingClassesMovesTheirScoresAndKeepsTheMeans() {
    RandomStream random = RandomKey.of(2).with("names").stream();
    for (int n = 0; n < CASES; n++) {
      Images images = Images.draw(random);
      int[] newName = random.permutation(images.classes);
      Scores before = images.scores();
      Scores after = images.relabelled(newName).scores();
      for (int c = 0; c < images.classes; c++) {
        assertThat(after.classes().get(newName[c])).isEqualTo(before.classes().get(c));
        for (int p = 0; p < images.classes; p++) {
          assertThat(after.confusion().counts().get(newName[c]).get(newName[p]))
              .isEqualTo(before.confusion().counts().get(c).get(p));
        }
      }
      assertThat(after.accuracy()).isEqualTo(before.accuracy());
      assertThat(after.matthews()).isEqualTo(before.matthews());
      assertThat(after.cohensKappa()).isEqualTo(before.cohensKappa());
      near(after.balancedAccuracy(), before.balancedAccuracy());
      near(after.macroPrecision(), before.macroPrecision());
      near(after.macroRecall(), before.macroRecall());
      near(after.macroF1(), before.macroF1());
      near(after.macroAuroc(), before.macroAuroc());
    }
  }

  @Test
  void areaCountsPairs() {
    RandomStream random = RandomKey.of(3).with("pairs").stream();
    for (int n = 0; n < CASES; n++) {
      Images images = Images.draw(random);
      Scores scores = images.scores();
      for (int c = 0; c < images.classes; c++) {
        near(scores.classes().get(c).auroc(), pairs(images, c));
      }
    }
  }

  @Test
  void staysWithinItsBounds() {
    RandomStream random = RandomKey.of(4).with("bounds").stream();
    for (int n = 0; n < CASES; n++) {
      Scores scores = Images.draw(random).scores();
      assertThat(scores.balancedAccuracy()).isBetween(0.0, 1.0);
      assertThat(scores.macroF1()).isBetween(0.0, 1.0);
      assertThat(scores.matthews()).isBetween(-1.0, 1.0);
      assertThat(scores.confusion().images()).isEqualTo(scores.images());
    }
  }

  @Test
  void noImagesGiveNoScores() {
    Scores scores = Scores.of(3, new int[0], new int[0], new double[0][]);

    assertThat(scores.images()).isZero();
    assertThat(scores.accuracy()).isNull();
    assertThat(scores.balancedAccuracy()).isNull();
    assertThat(scores.macroPrecision()).isNull();
    assertThat(scores.macroRecall()).isNull();
    assertThat(scores.macroF1()).isNull();
    assertThat(scores.macroAuroc()).isNull();
    assertThat(scores.matthews()).isNull();
    assertThat(scores.cohensKappa()).isNull();
    assertThat(scores.classes())
        .hasSize(3)
        .allSatisfy(one -> assertThat(one).isEqualTo(new ClassScores(0, null, null, null, null)));
    assertThat(scores.confusion().images()).isZero();
  }

  @Test
  void aSingleClassHasNoAreaAndNoKappa() {
    double[][] probabilities = {{0.2, 0.8}, {0.4, 0.6}};
    Scores right = Scores.of(2, new int[] {1, 1}, new int[] {1, 1}, probabilities);

    assertThat(right.accuracy()).isEqualTo(1.0);
    assertThat(right.balancedAccuracy()).isEqualTo(1.0);
    assertThat(right.macroF1()).isEqualTo(1.0);
    assertThat(right.macroAuroc()).isNull();
    assertThat(right.matthews()).isEqualTo(0.0);
    assertThat(right.cohensKappa()).isNull();
    assertThat(right.classes().get(0)).isEqualTo(new ClassScores(0, null, null, null, null));
    assertThat(right.classes().get(1)).isEqualTo(new ClassScores(2, 1.0, 1.0, 1.0, null));
  }

  @Test
  void aClassThatIsPredictedButAbsentLowersTheMacroMeansOnly() {
    double[][] probabilities = {{1, 0, 0}, {0, 1, 0}};
    Scores scores = Scores.of(3, new int[] {0, 0}, new int[] {0, 1}, probabilities);

    assertThat(scores.balancedAccuracy()).isEqualTo(0.5);
    assertThat(scores.macroRecall()).isEqualTo(0.25);
    assertThat(scores.macroPrecision()).isEqualTo(0.5);
    assertThat(scores.classes().get(1)).isEqualTo(new ClassScores(0, null, 0.0, 0.0, null));
  }

  @Test
  void refusesWhatIsNotAListOfPredictions() {
    assertThatThrownBy(() -> Scores.of(2, new int[1], new int[2], new double[1][2]))
        .hasMessage("1 labels but 2 predictions");
    assertThatThrownBy(() -> Scores.of(2, new int[1], new int[1], new double[2][2]))
        .hasMessage("1 labels but 2 rows of probabilities");
    assertThatThrownBy(() -> Scores.of(2, new int[1], new int[1], new double[1][3]))
        .hasMessage("image 0 has 3 probabilities, expected 2");
    assertThatThrownBy(() -> Scores.of(2, new int[] {2}, new int[1], new double[1][2]))
        .hasMessage("label of image 0 is 2, expected 0…1");
    assertThatThrownBy(
            () -> Scores.of(2, new int[1], new int[1], new double[][] {{0.5, Double.NaN}}))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("diverged");
  }

  private static Double pairs(Images images, int label) {
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < images.labels.length; i++) {
      for (int j = 0; j < images.labels.length; j++) {
        if (images.labels[i] == label && images.labels[j] != label) {
          double ahead = images.probabilities[i][label] - images.probabilities[j][label];
          won += ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return pairs == 0 ? null : won / pairs;
  }

  private static void near(Double found, Double expected) {
    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-14));
    }
  }
}
