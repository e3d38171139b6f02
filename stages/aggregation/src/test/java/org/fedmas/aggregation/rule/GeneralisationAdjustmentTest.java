package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneralisationAdjustmentTest {

  private static final AggregationRule RULE = new GeneralisationAdjustment(0.2, GapMetric.LOSS, 10);
  private static final double NONE = Double.NaN;

  @Test
  void everyClientHasOneWeightInTheFirstRound() {
    assertThat(weights(1, null).weights()).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
  }

  @Test
  void equalGapsLeaveTheWeights() {
    assertThat(next(0.5, 0.5, 0.5)).containsExactly(0.2, 0.3, 0.5);
  }

  @Test
  void aClientThatFallsBehindGains() {
    assertThat(next(-1, 0, 1)[2]).isGreaterThan(0.5);
    assertThat(next(-1, 0, 1)[0]).isZero();
  }

  @Test
  void aClientWithoutValidationImagesIsOnlyScaled() {
    // the others move by ±0.2 around their own mean, so that the sum stays 1
    assertThat(next(1, 2, NONE)[2]).isCloseTo(0.5, within(1e-15));
    assertThat(next(NONE, NONE, NONE)).containsExactly(0.2, 0.3, 0.5);
  }

  @Test
  void clientsWithoutValidationImagesAreNamedOnce() {
    assertThat(weights(2, earlier(1, 2, NONE)).warnings())
        .singleElement()
        .asString()
        .contains("clients [2] have no validation images");
    assertThat(weights(3, earlier(1, 2, NONE)).warnings()).isEmpty();
  }

  @Test
  void permutedClientsHavePermutedWeights() {
    double[] weights = next(0.1, 0.4, -0.7);
    EarlierRound permuted =
        new EarlierRound(new double[] {0.5, 0.2, 0.3}, new double[] {-0.7, 0.1, 0.4});
    double[] others = weights(2, permuted).weights();
    assertThat(new double[] {others[1], others[2], others[0]})
        .containsExactly(weights, within(1e-15));
  }

  @ParameterizedTest
  @EnumSource(GapMetric.class)
  void aBetterOwnModelGivesAGapThatRaisesTheWeight(GapMetric metric) {
    List<PredictionRow> rows =
        List.of(
            row(PredictionRow.GLOBAL, 0, 0.6f, 0.4f),
            row(PredictionRow.GLOBAL, 1, 0.6f, 0.4f),
            row(PredictionRow.LOCAL, 0, 0.9f, 0.1f),
            row(PredictionRow.LOCAL, 1, 0.1f, 0.9f));
    assertThat(metric.sign() * metric.of(rows)).isPositive();
    assertThat(metric.of(rows.subList(0, 2))).isNaN();
  }

  @Test
  void aProbabilityOfZeroGivesAFiniteGap() {
    List<PredictionRow> rows =
        List.of(row(PredictionRow.GLOBAL, 1, 1, 0), row(PredictionRow.LOCAL, 1, 0, 1));
    assertThat(GapMetric.LOSS.of(rows)).isBetween(103.0, 104.0);
  }

  private static PredictionRow row(String model, int label, float... probabilities) {
    int predicted = probabilities[0] >= probabilities[1] ? 0 : 1;
    return new PredictionRow("x", 0, model, Part.VALIDATION, label, predicted, probabilities);
  }

  private static double[] next(double... gaps) {
    return weights(2, earlier(gaps)).weights();
  }

  private static EarlierRound earlier(double... gaps) {
    return new EarlierRound(new double[] {0.2, 0.3, 0.5}, gaps);
  }

  private static AggregationWeights weights(int round, EarlierRound earlier) {
    List<ClientReport> reports =
        IntStream.range(0, 3).mapToObj(k -> new ClientReport(new ClientId(k), 9, 9, null)).toList();
    return RULE.weights(
        new Participants(
            new Round(round), reports, ImageCount.IMAGES, new NumberModels(reports), earlier));
  }
}
