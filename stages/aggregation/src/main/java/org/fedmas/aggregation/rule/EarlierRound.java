package org.fedmas.aggregation.rule;

import java.util.List;

/**
 * The round before, for rules that carry weights from round to round. The arrays are in the order
 * of this round's participants and are not copied; treat them as immutable.
 *
 * @param weights α_k of that round
 * @param measures the rule's measure of each participant's validation images, after that round; NaN
 *     without such images
 * @param contributions each participant's contribution so far; empty under rules that estimate none
 */
public record EarlierRound(double[] weights, double[] measures, List<Contribution> contributions) {

  /** Checks that all have the same length and the weights lie on the simplex. */
  public EarlierRound {
    contributions = List.copyOf(contributions);
    boolean contributes = contributions.isEmpty() || contributions.size() == weights.length;
    if (weights.length != measures.length || !contributes) {
      throw new IllegalArgumentException(
          "%s weights but %s measures and %s contributions"
              .formatted(weights.length, measures.length, contributions.size()));
    }
    Simplex.require(weights);
  }

  /** Creates the round before under a rule that estimates no contributions. */
  public EarlierRound(double[] weights, double[] measures) {
    this(weights, measures, List.of());
  }
}
