package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContributionEstimateTest {

  private static final int[] IMAGES = {16, 25, 400};
  private static final double[] WEIGHTS = {0.2, 0.3, 0.5};
  private static final double[] SCORES = {0.9, Double.NaN, 0.4};
  private static final List<Contribution> CONTRIBUTIONS =
      List.of(new Contribution(0.7, 0.5), new Contribution(-0.1, 0.6), new Contribution(0.3, 0.2));

  @ParameterizedTest
  @EnumSource(ContributionCombination.class)
  void permutedClientsHavePermutedWeights(ContributionCombination combination) {
    int[] order = {2, 0, 1};
    double[] plain = weights(combination, new int[] {0, 1, 2});
    double[] permuted = weights(combination, order);
    for (int i = 0; i < order.length; i++) {
      assertThat(permuted[i]).isCloseTo(plain[order[i]], within(1e-12));
    }
    assertThat(plain[0]).isNotEqualTo(plain[1]).isNotEqualTo(plain[2]);
  }

  private static double[] weights(ContributionCombination combination, int[] order) {
    List<ClientReport> reports = new ArrayList<>();
    List<Contribution> contributions = new ArrayList<>();
    double[] weights = new double[order.length];
    double[] scores = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      int images = IMAGES[order[i]];
      reports.add(new ClientReport(new ClientId(i), images, images, null));
      contributions.add(CONTRIBUTIONS.get(order[i]));
      weights[i] = WEIGHTS[order[i]];
      scores[i] = SCORES[order[i]];
    }
    EarlierRound earlier = new EarlierRound(weights, scores, contributions);
    return new ContributionEstimate(combination)
        .weights(
            new Participants(
                new Round(2), reports, ImageCount.IMAGES, new NumberModels(reports), earlier))
        .weights();
  }
}
