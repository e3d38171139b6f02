package org.fedmas.aggregation.rule;

/**
 * Aggregation by robust factor, {@code α_k = ρ_k / Σ ρ}. If Σ ρ = 0, the weights of {@code avg} are
 * used with a warning.
 *
 * <p>Source: arXiv 2307.14959 and the code published with it, see {@link RobustFactor}.
 *
 * @param inverse whether S_kc⁻¹ stands in place of S_kc, as an option of that code
 */
public record Mas(boolean inverse) implements AggregationRule {

  @Override
  public String id() {
    return inverse ? "mas-inv" : "mas";
  }

  @Override
  public boolean needsMeasurements() {
    return true;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    double[] robustFactors =
        participants.robustFactors(id(), inverse ? RobustFactor::inverse : RobustFactor::plain);
    return AggregationWeights.proportional(robustFactors, robustFactors, id(), participants);
  }
}
