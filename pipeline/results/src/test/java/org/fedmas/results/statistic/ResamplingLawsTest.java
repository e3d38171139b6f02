package org.fedmas.results.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.junit.jupiter.api.Test;

/** Laws of resampling, over random predictions. */
class ResamplingLawsTest {

  private static final int CLASSES = 4;
  private static final List<Score> SCORES =
      List.of(Score.ACCURACY, Score.BALANCED_ACCURACY, Score.MACRO_AUROC, Score.BRIER, Score.NLL);

  private static TestImages images(int size, long seed) {
    RandomStream random = RandomKey.of(seed).stream();
    int[] labels = new int[size];
    int[] clients = new int[size];
    List<String> lesions = new ArrayList<>();
    for (int image = 0; image < size; image++) {
      labels[image] = random.below(CLASSES);
      clients[image] = random.below(3);
      lesions.add("lesion-" + random.below(size / 2));
    }
    return TestImages.of(CLASSES, 3, labels, clients, lesions);
  }

  private static RankedPredictions model(TestImages images, long seed) {
    RandomStream random = RandomKey.of(seed).stream();
    int[] predicted = new int[images.size()];
    double[][] probabilities = new double[images.size()][CLASSES];
    for (int image = 0; image < predicted.length; image++) {
      predicted[image] = random.below(CLASSES);
      Arrays.setAll(probabilities[image], c -> random.below(10) / 10.0);
    }
    return new RankedPredictions(images, predicted, probabilities);
  }

  /** Checks that weights and repetition agree, ranks and ties included. */
  @Test
  void aWeightedImageCountsLikeItsCopies() {
    TestImages images = images(80, 1);
    RankedPredictions model = model(images, 2);
    int[] weights = new int[images.size()];
    Arrays.setAll(weights, image -> image % 3);
    List<Integer> copies = new ArrayList<>();
    for (int image = 0; image < weights.length; image++) {
      for (int copy = 0; copy < weights[image]; copy++) {
        copies.add(image);
      }
    }
    TestImages repeated =
        TestImages.of(
            CLASSES,
            3,
            copies.stream().mapToInt(images::label).toArray(),
            copies.stream().mapToInt(images::client).toArray(),
            copies.stream().map(image -> "image" + image).toList());
    RankedPredictions copied =
        new RankedPredictions(
            repeated,
            copies.stream().mapToInt(model::predicted).toArray(),
            copies.stream()
                .map(
                    image -> {
                      double[] row = new double[CLASSES];
                      Arrays.setAll(row, c -> model.probability(image, c));
                      return row;
                    })
                .toArray(double[][]::new));

    for (Score score : SCORES) {
      Double direct = score.of().apply(Tally.of(copied));
      Double weighted = score.of().apply(Tally.of(model, weights));
      assertThat(weighted).as(score.id()).isCloseTo(direct, within(1e-13));
    }
  }

  @Test
  void eachClientKeepsItsNumberOfLesions() {
    TestImages images = images(60, 3);
    Resamples resamples = new SeededResamples(images, RandomKey.of(4), 20);
    for (int b = 0; b < resamples.size(); b++) {
      int[] times = resamples.times(b);
      for (int client = 0; client < images.clients(); client++) {
        int[] own = images.lesionsOf(client);
        assertThat(Arrays.stream(own).map(lesion -> times[lesion]).sum()).isEqualTo(own.length);
      }
    }
  }

  @Test
  void aResampleDependsOnKeyAndNumberAlone() {
    TestImages images = images(60, 3);
    Resamples few = new SeededResamples(images, RandomKey.of(4), 5);
    Resamples many = new SeededResamples(images, RandomKey.of(4), 50);

    assertThat(few.times(4)).isEqualTo(many.times(4)).isNotEqualTo(many.times(5));
  }

  @Test
  void aModelDoesNotDifferFromItself() {
    TestImages images = images(60, 5);
    RankedPredictions model = model(images, 6);
    Bootstrap bootstrap =
        Bootstrap.of(model, SCORES, new SeededResamples(images, RandomKey.of(7), 50));

    for (Score score : SCORES) {
      PairedBootstrap paired = PairedBootstrap.of(bootstrap, bootstrap, score, Interval.LEVEL);
      assertThat(paired.difference()).isZero();
      assertThat(paired.p()).isEqualTo(1);
    }
    SeededSwaps swaps = new SeededSwaps(images.lesions(), RandomKey.of(8), 20);
    assertThat(SwapTest.of(model, model, SCORES, swaps))
        .allSatisfy(test -> assertThat(test.p()).isEqualTo(1));
  }

  @Test
  void seedsAreAveragedInsideEveryResample() {
    TestImages images = images(60, 9);
    Resamples resamples = new SeededResamples(images, RandomKey.of(7), 40);
    Bootstrap a = Bootstrap.of(model(images, 10), SCORES, resamples);
    Bootstrap b = Bootstrap.of(model(images, 11), SCORES, resamples);

    Bootstrap mean = Bootstrap.mean(List.of(a, b));

    for (Score score : SCORES) {
      assertThat(mean.estimate(score))
          .isCloseTo((a.estimate(score) + b.estimate(score)) / 2, within(1e-15));
      double[] expected = a.replicates(score);
      double[] others = b.replicates(score);
      Arrays.setAll(expected, r -> (expected[r] + others[r]) / 2);
      assertThat(mean.replicates(score)).containsExactly(expected, within(1e-15));
    }
    assertThat(mean.absentShare()).isEqualTo(a.absentShare());
  }

  @Test
  void oneSeedIsItsOwnMean() {
    TestImages images = images(60, 9);
    Resamples resamples = new SeededResamples(images, RandomKey.of(7), 40);
    Bootstrap a = Bootstrap.of(model(images, 10), SCORES, resamples);

    for (Score score : SCORES) {
      assertThat(Bootstrap.mean(List.of(a)).interval(score, ClassRule.PRESENT, Interval.LEVEL))
          .isEqualTo(a.interval(score, ClassRule.PRESENT, Interval.LEVEL));
    }
  }

  @Test
  void seedsOfOtherResamplesHaveNoMean() {
    TestImages images = images(60, 9);
    RankedPredictions model = model(images, 10);
    Bootstrap few = Bootstrap.of(model, SCORES, new SeededResamples(images, RandomKey.of(7), 4));
    Bootstrap many = Bootstrap.of(model, SCORES, new SeededResamples(images, RandomKey.of(7), 5));

    assertThatThrownBy(() -> Bootstrap.mean(List.of(few, many)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the same resamples");
    assertThatThrownBy(() -> Bootstrap.mean(List.of())).hasMessageContaining("at least one");
  }

  @Test
  void aSubgroupCountsItsImagesAlone() {
    TestImages images = images(60, 3);
    RankedPredictions model = model(images, 4);
    int[] some = {1, 5, 8, 13, 21, 34, 55};
    int[] weights = new int[images.size()];
    Arrays.stream(some).forEach(image -> weights[image] = 1);

    assertThat(Tally.of(model).balancedAccuracyOn(some))
        .isEqualTo(Tally.of(model, weights).balancedAccuracy());
    assertThat(Tally.of(model).balancedAccuracyOn(new int[0])).isNull();
  }

  @Test
  void exchangingTheModelsTurnsTheDifferenceRound() {
    TestImages images = images(60, 9);
    RankedPredictions a = model(images, 10);
    RankedPredictions b = model(images, 11);
    SeededSwaps swaps = new SeededSwaps(images.lesions(), RandomKey.of(12), 30);
    SwapTest there = SwapTest.of(a, b, SCORES, swaps).get(1);
    SwapTest back = SwapTest.of(b, a, SCORES, swaps).get(1);

    assertThat(there.difference()).isEqualTo(-back.difference());
    assertThat(there.p()).isEqualTo(back.p());
  }

  @Test
  void modelsOfDifferentImagesCannotChangePlaces() {
    RankedPredictions a = model(images(60, 9), 10);
    RankedPredictions b = model(images(60, 9), 10);

    assertThatThrownBy(() -> a.followedBy(b)).hasMessageContaining("the same images");
  }

  @Test
  void theMeanOfOneModelTwiceIsThatModel() {
    TestImages images = images(60, 31);
    SeededResamples resamples = new SeededResamples(images, RandomKey.of(32), 50);
    Bootstrap one = Bootstrap.of(model(images, 33), SCORES, resamples);
    Bootstrap mean = Bootstrap.mean(List.of(one, one));

    assertThat(mean.estimate(Score.ACCURACY)).isEqualTo(one.estimate(Score.ACCURACY));
    assertThat(mean.replicates(Score.NLL))
        .containsExactly(one.replicates(Score.NLL), within(1e-12));
    assertThat(mean.absentShare()).isEqualTo(one.absentShare());
  }

  @Test
  void theMeanOfSeedsIsTakenInsideEveryResample() {
    TestImages images = images(60, 41);
    SeededResamples resamples = new SeededResamples(images, RandomKey.of(42), 50);
    Bootstrap first = Bootstrap.of(model(images, 43), SCORES, resamples);
    Bootstrap second = Bootstrap.of(model(images, 44), SCORES, resamples);
    double[] expected = first.replicates(Score.ACCURACY);
    Arrays.setAll(expected, b -> (expected[b] + second.replicates(Score.ACCURACY)[b]) / 2);

    assertThat(Bootstrap.mean(List.of(first, second)).replicates(Score.ACCURACY))
        .containsExactly(expected, within(1e-12));
  }

  /** Checks that a pair of models counts the same once and twice: lesions are the sample. */
  @Test
  void repeatedSeedsAddNoEvidence() {
    TestImages images = images(60, 51);
    RankedPredictions a = model(images, 52);
    RankedPredictions b = model(images, 53);
    Swaps swaps = new SeededSwaps(images.lesions(), RandomKey.of(54), 100);

    assertThat(SwapTest.ofSeeds(List.of(a, a), List.of(b, b), SCORES, swaps))
        .isEqualTo(SwapTest.of(a, b, SCORES, swaps));
    assertThat(LesionMcNemar.ofSeeds(List.of(a, a), List.of(b, b)).p())
        .isCloseTo(LesionMcNemar.of(a, b).p(), within(1e-12));
  }
}
