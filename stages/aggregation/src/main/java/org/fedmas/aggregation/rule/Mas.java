package org.fedmas.aggregation.rule;

/**
 * Aggregation by robust factor, {@code α_k = ρ_k / Σ ρ}; the weights of {@code avg}, with a
 * warning, if Σ ρ = 0.
 *
 * <p>Source: arXiv 2307.14959, see {@link RobustFactor}.
 */
public record Mas() implements AggregationRule {

  static final String NAME = "mas";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean needsDivergences() {
    return true;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    double[] factors = participants.factors(NAME, RobustFactor::plain);
    return AggregationWeights.proportional(factors, factors, NAME, participants);
  }
}
