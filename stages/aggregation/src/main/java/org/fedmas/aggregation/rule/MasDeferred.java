package org.fedmas.aggregation.rule;

import java.util.List;

/**
 * Aggregation by image count at first and, for the last fifth of the rounds, by image count times
 * the effective number of the inverse robust factor. With r = round number − 1:
 *
 * <pre>
 * r &lt; ⌊0.8·R⌋   α_k = n_k / Σ n
 * else         u_k = (1/ρ_k) / Σ(1/ρ),  e_k = (1−β) / (1−β^{u_k}),  β = 0.9999
 *              α_k = n_k·e_k / Σ n·e
 * </pre>
 *
 * A participant with ρ_k = 0 gets the limit of that expression, 0; if all have, the weights are
 * those of {@code avg}, with a warning.
 *
 * <p>Source: the option of that name in the code published with arXiv 2307.14959; the effective
 * number is that of arXiv 1901.05555.
 *
 * @param rounds R, at least 1
 */
public record MasDeferred(int rounds) implements AggregationRule {

  static final String NAME = "mas-drw";

  private static final double LOG_BETA = StrictMath.log(0.9999);

  /** Below it the limit for u → 0 is exact in double, while u·log β could vanish. */
  private static final double NEGLIGIBLE = 1e-100;

  /** Checks R. */
  public MasDeferred {
    if (rounds < 1) {
      throw new IllegalArgumentException("a run has at least one round, found " + rounds);
    }
  }

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
    if (participants.round().index() < 4L * rounds / 5) {
      return new AggregationWeights(
          participants.imageShares(), participants.knownFactors(), List.of());
    }
    double[] factors = participants.factors(NAME, RobustFactor::plain);
    double[] inverseShares = inverseShares(factors);
    double[] imageShares = participants.imageShares();
    double[] products = new double[factors.length];
    for (int k = 0; k < products.length; k++) {
      products[k] = imageShares[k] * factors[k] * boundedNumber(inverseShares[k]);
    }
    return AggregationWeights.proportional(products, factors, NAME, participants);
  }

  /** u_k over those with ρ_k &gt; 0, as (ρ_min/ρ_k) / Σ(ρ_min/ρ), which cannot overflow. */
  private static double[] inverseShares(double[] factors) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double factor : factors) {
      smallest = factor > 0 ? Math.min(smallest, factor) : smallest;
    }
    double[] shares = new double[factors.length];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = factors[k] > 0 ? smallest / factors[k] : 0;
      sum += shares[k];
    }
    for (int k = 0; k < shares.length && sum > 0; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /**
   * {@code u·e_k/(1−β) = u / (1 − β^u)}, finite for every u ≥ 0. Because 1/u_k = ρ_k·Σ(1/ρ), this
   * times ρ_k is e_k up to a factor that all participants share.
   */
  private static double boundedNumber(double u) {
    return u < NEGLIGIBLE ? -1 / LOG_BETA : u / -StrictMath.expm1(u * LOG_BETA);
  }
}
