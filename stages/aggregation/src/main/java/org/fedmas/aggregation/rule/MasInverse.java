package org.fedmas.aggregation.rule;

/**
 * Aggregation by the robust factor of inverse class divergences: {@code α_k = ρ_k / Σ ρ} with
 * S_kc⁻¹ in place of S_kc. If Σ ρ = 0, the weights of {@code avg} are used with a warning.
 *
 * <p>Source: the option of that name in the code published with arXiv 2307.14959, see {@link
 * RobustFactor}.
 */
public record MasInverse() implements AggregationRule {

  static final String NAME = "mas-inv";

  @Override
  public String id() {
    return NAME;
  }

  @Override
  public boolean needsMeasurements() {
    return true;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    double[] robustFactors = participants.robustFactors(NAME, RobustFactor::inverse);
    return AggregationWeights.proportional(robustFactors, robustFactors, NAME, participants);
  }
}
