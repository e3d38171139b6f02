package org.fedmas.aggregation.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;

/**
 * Weights by contribution: they grow for clients whose updates point elsewhere than those of the
 * others, and whose images the global model fails on without them.
 *
 * <pre>
 * u = Σ w_j Δ_j with the weights of the round before, 1/K at first.
 * x_k = cos(Δ_k, u − w_k Δ_k) over trainable entries, 0 if either is 0.
 * direction = norm(max(0, 1 − mean of x_k)).
 * error = norm(1 − mean of q_k).
 * w = norm(direction + error), or norm(direction × error).
 * norm(x) = max(x, 1e-6) / Σ.
 * </pre>
 *
 * Means are taken over the rounds. The score q_k is that of the global model without client k on
 * its validation images, 0 in the first round. A client without such images takes the mean score of
 * the others.
 *
 * <p>Source: arXiv 2303.16520 (FedCE), as NVFlare computes it.
 *
 * @param combination the way in which direction and error are combined
 */
public record ContributionEstimate(ContributionCombination combination) implements AggregationRule {

  private static final double SMALLEST = 1e-6;

  @Override
  public String id() {
    return "fedce";
  }

  @Override
  public ContributionEstimate configured(ConfigReader reader) {
    return new ContributionEstimate(ContributionCombination.choice().read(reader));
  }

  @Override
  public int fewestParticipants() {
    return 2;
  }

  @Override
  public boolean needsReceived() {
    return true;
  }

  @Override
  public Optional<ValidationMeasure> measure() {
    return Optional.of(new ScoreWithoutClient());
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    EarlierRound earlier = participants.earlier();
    int clients = participants.size();
    double[] before = earlier == null ? Simplex.equal(clients) : earlier.weights();
    double[] scores = earlier == null ? new double[clients] : filled(earlier.measures());
    double[] cosines = cosines(before, participants.distances().updateProducts());
    List<Contribution> contributions = new ArrayList<>();
    double[] direction = new double[clients];
    double[] error = new double[clients];
    for (int k = 0; k < clients; k++) {
      Contribution one = earlier == null ? Contribution.NONE : earlier.contributions().get(k);
      one = one.with(cosines[k], scores[k], participants.round().index());
      contributions.add(one);
      direction[k] = Math.max(0, 1 - one.meanCosine());
      error[k] = 1 - one.meanScore();
    }
    direction = normalised(direction);
    error = normalised(error);
    double[] weights = new double[clients];
    for (int k = 0; k < clients; k++) {
      weights[k] = combination.of(direction[k], error[k]);
    }
    return participants.weighted(normalised(weights)).with(contributions);
  }

  /**
   * Returns the cosine of each update with the weighted sum of the others.
   *
   * @param products ⟨Δ_j, Δ_k⟩ of every pair
   */
  static double[] cosines(double[] weights, double[][] products) {
    double[] cosines = new double[weights.length];
    for (int k = 0; k < cosines.length; k++) {
      double product = 0;
      double square = 0;
      for (int i = 0; i < cosines.length; i++) {
        if (i == k) {
          continue;
        }
        product += weights[i] * products[k][i];
        for (int j = 0; j < cosines.length; j++) {
          square += j == k ? 0 : weights[i] * weights[j] * products[i][j];
        }
      }
      double lengths = Math.sqrt(products[k][k]) * Math.sqrt(Math.max(0, square));
      cosines[k] = lengths > 0 ? Math.max(-1, Math.min(1, product / lengths)) : 0;
    }
    return cosines;
  }

  private static double[] filled(double[] scores) {
    double mean = Arrays.stream(scores).filter(Double::isFinite).average().orElse(0);
    return Arrays.stream(scores).map(score -> Double.isFinite(score) ? score : mean).toArray();
  }

  private static double[] normalised(double[] numbers) {
    return Simplex.scaled(Arrays.stream(numbers).map(x -> Math.max(x, SMALLEST)).toArray());
  }
}
