package org.fedmas.aggregation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The weight of each participant in the next global model, with robust factors and warnings.
 *
 * @param weights α_k ≥ 0 with Σ α = 1 up to rounding, in the order of the participants; treat as
 *     immutable
 * @param robustFactors ρ_k, empty for a participant without measurements; never NaN
 * @param warnings warnings for the user, as whole sentences
 * @param contributions each participant's contribution; empty under rules that estimate none
 */
public record AggregationWeights(
    double[] weights,
    List<OptionalDouble> robustFactors,
    List<String> warnings,
    List<Contribution> contributions) {

  /**
   * Checks that the weights lie on the simplex.
   *
   * @throws IllegalArgumentException if the weights do not lie on the simplex
   */
  public AggregationWeights {
    robustFactors = List.copyOf(robustFactors);
    warnings = List.copyOf(warnings);
    contributions = List.copyOf(contributions);
    if (weights.length != robustFactors.size()) {
      throw new IllegalArgumentException(
          weights.length + " weights but " + robustFactors.size() + " robust factors");
    }
    Simplex.require(weights);
  }

  /** Creates weights of a rule that estimates no contributions. */
  public AggregationWeights(
      double[] weights, List<OptionalDouble> robustFactors, List<String> warnings) {
    this(weights, robustFactors, warnings, List.of());
  }

  /** Returns these weights with the participants' contributions. */
  AggregationWeights with(List<Contribution> estimated) {
    return new AggregationWeights(weights, robustFactors, warnings, estimated);
  }

  /** Returns weights proportional to u_k ≥ 0; if all are 0, those of {@code avg} with a warning. */
  static AggregationWeights proportional(
      double[] u, double[] robustFactors, String rule, Participants participants) {
    List<OptionalDouble> known = new ArrayList<>();
    List<Integer> without = new ArrayList<>();
    for (int k = 0; k < robustFactors.length; k++) {
      known.add(OptionalDouble.of(robustFactors[k]));
      if (u[k] == 0) {
        without.add(participants.reports().get(k).client().number());
      }
    }
    String where = "round " + participants.round().number() + ", aggregation.rule " + rule + ": ";
    if (without.size() == robustFactors.length) {
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
