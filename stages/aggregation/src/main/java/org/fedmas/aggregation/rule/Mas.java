package org.fedmas.aggregation.rule;

/**
 * Aggregation by robust factor, {@code α_k = ρ_k / Σ ρ}. If Σ ρ = 0, the weights of {@code avg} are
 * used with a warning.
 *
 * <p>Source: arXiv 2307.14959, see {@link RobustFactor}.
 */
public record Mas() implements AggregationRule {

  static final String NAME = "mas";

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
    double[] robustFactors = participants.robustFactors(NAME, RobustFactor::plain);
    return AggregationWeights.proportional(robustFactors, robustFactors, NAME, participants);
  }
}
