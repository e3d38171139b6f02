package org.fedmas.results.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  private static final int CLASSES = 3;

  /** Returns predictions whose probabilities have many ties. */
  private static RankedPredictions model(int n, int steps) {
    RandomStream random = RandomKey.of(3).with("roc").stream();
    int[] labels = new int[n];
    int[] predicted = new int[n];
    double[][] probabilities = new double[n][CLASSES];
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      labels[i] = random.below(2);
      double sure = (double) random.below(steps) / steps;
      probabilities[i][labels[i]] = 0.2 + 0.8 * sure;
      probabilities[i][1 - labels[i]] = 0.8 - 0.8 * sure;
      predicted[i] = labels[i];
      groups.add("image " + i);
    }
    return new RankedPredictions(
        TestImages.of(CLASSES, 1, labels, new int[n], groups), predicted, probabilities);
  }

  private static double area(List<List<Double>> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      List<Double> from = points.get(i - 1);
      List<Double> to = points.get(i);
      area += (to.get(0) - from.get(0)) * (to.get(1) + from.get(1)) / 2;
    }
    return area;
  }

  @Test
  void theAreaIsTheAuroc() {
    for (int steps : List.of(4, 50, 1000)) {
      RankedPredictions model = model(500, steps);
      Double auroc = Tally.of(model).auroc(0);

      assertThat(area(RocCurve.corners(model, 0))).isCloseTo(auroc, within(2e-5 * 500));
      assertThat(area(RocCurve.of(model, 0).points())).isCloseTo(auroc, within(0.01));
    }
  }

  @Test
  void theAreaUnderFewPointsIsExact() {
    RankedPredictions model = model(40, 5);

    assertThat(area(RocCurve.of(model, 1).points()))
        .isCloseTo(Tally.of(model).auroc(1), within(1e-4));
  }

  @Test
  void theCurveGoesFromCornerToCorner() {
    List<List<Double>> points = RocCurve.of(model(3000, 100_000), 0).points();

    assertThat(points).hasSizeLessThanOrEqualTo(RocCurve.MOST_POINTS);
    assertThat(points.get(0)).containsExactly(0.0, 0.0);
    assertThat(points.get(points.size() - 1)).containsExactly(1.0, 1.0);
  }

  @Test
  void ratesNeverFall() {
    List<List<Double>> points = RocCurve.of(model(3000, 100_000), 0).points();

    for (int i = 1; i < points.size(); i++) {
      assertThat(points.get(i).get(0)).isGreaterThanOrEqualTo(points.get(i - 1).get(0));
      assertThat(points.get(i).get(1)).isGreaterThanOrEqualTo(points.get(i - 1).get(1));
    }
  }

  @Test
  void aClassWithoutImagesHasNoCurve() {
    assertThat(RocCurve.of(model(20, 5), 2).points()).isEmpty();
  }
}
