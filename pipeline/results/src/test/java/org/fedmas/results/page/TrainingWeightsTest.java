package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fedmas.results.detail.WeightShares;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainingWeightsTest {

  /** Returns a large client, and a small one of one class that has most of the weight. */
  static RunMetrics metrics(@Nullable String federation) {
    return new RunMetrics(
        RunMetrics.SCHEMA,
        "run",
        1,
        3,
        List.of("A", "B", "C", "D"),
        List.of(
            new RunMetrics.Client(
                0, "large", new RunMetrics.Images(90, 0, 0), new RunMetrics.Classes(4, 0, 0)),
            new RunMetrics.Client(
                1, "small", new RunMetrics.Images(10, 0, 0), new RunMetrics.Classes(1, 0, 0))),
        List.of(round(1, 0.5, 0.5), round(2, 0.25, 0.75)),
        new RunMetrics.Selected(2, Selection.VALIDATION, null, List.of()),
        List.of(),
        null,
        federation,
        null,
        null,
        null,
        null);
  }

  private static RunMetrics.RoundMetrics round(int number, double large, double small) {
    return new RunMetrics.RoundMetrics(
        number,
        List.of(large, small),
        null,
        List.of(
            new RunMetrics.ClientRound(0, null, List.of(1.0, 1.0, 1.0, 1.0), null, null, null),
            new RunMetrics.ClientRound(1, null, List.of(1.0, 0.0, 0.0, 0.0), null, null, null)),
        new RunMetrics.GlobalScores(null, null),
        null);
  }

  @Test
  void clientsOfFewClassesAreSummed() {
    WeightShares shares = TrainingWeights.of(metrics(null)).orElseThrow();

    assertThat(shares.round()).isEqualTo(2);
    assertThat(shares.few()).isEqualTo(1);
    assertThat(shares.fewImages()).isCloseTo(0.1, within(1e-12));
    assertThat(shares.fewWeight()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void clientsThatLackAClassAreSummed() {
    WeightShares shares = TrainingWeights.of(metrics(null)).orElseThrow();

    assertThat(shares.lacking().get(0)).isEqualTo(new WeightShares.Lacking(0, 0.0, 0));
    assertThat(shares.lacking().subList(1, 4)).containsOnly(new WeightShares.Lacking(1, 0.1, 0.75));
  }

  @Test
  void withoutAFederationNothingIsWeighted() {
    assertThat(TrainingWeights.of(metrics("pooled"))).isEmpty();
  }
}
