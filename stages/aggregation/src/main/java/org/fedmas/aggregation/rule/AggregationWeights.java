package org.fedmas.aggregation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The share of each participant in the next global model, and how it came about.
 *
 * @param weights α_k ≥ 0 with Σ α = 1 up to rounding, in the order of the participants; treat as
 *     immutable
 * @param robustFactors ρ_k, empty where a participant reported no divergences; never NaN
 * @param warnings what a user should know, as whole sentences; usually none
 */
public record AggregationWeights(
    double[] weights, List<OptionalDouble> robustFactors, List<String> warnings) {

  /**
   * Checks that the weights lie on the simplex.
   *
   * @throws IllegalArgumentException if they do not
   */
  public AggregationWeights {
    robustFactors = List.copyOf(robustFactors);
    warnings = List.copyOf(warnings);
    if (weights.length != robustFactors.size()) {
      throw new IllegalArgumentException(
          weights.length + " weights but " + robustFactors.size() + " robust factors");
    }
    Simplex.require(weights);
  }

  /**
   * Weights proportional to u_k ≥ 0; those of federated averaging, with a warning, if all are 0.
   */
  static AggregationWeights proportional(
      double[] u, double[] factors, String rule, Participants participants) {
    List<OptionalDouble> known = new ArrayList<>();
    List<Integer> without = new ArrayList<>();
    for (int k = 0; k < factors.length; k++) {
      known.add(OptionalDouble.of(factors[k]));
      if (u[k] == 0) {
        without.add(participants.reports().get(k).client().number());
      }
    }
    String where = "round " + participants.round().number() + ", aggregation.rule " + rule + ": ";
    if (without.size() == factors.length) {
      String warning =
          where + "no client has a robust factor above 0; the weights of avg are used instead";
      return new AggregationWeights(participants.imageShares(), known, List.of(warning));
    }
    List<String> warnings = new ArrayList<>();
    if (!without.isEmpty()) {
      warnings.add(where + "weight 0 for clients " + without + ", their robust factor is 0");
    }
    return new AggregationWeights(Simplex.scaled(u), known, warnings);
  }
}
