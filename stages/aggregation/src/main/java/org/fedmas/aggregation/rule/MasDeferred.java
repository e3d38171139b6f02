package org.fedmas.aggregation.rule;

import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;

/**
 * Aggregation by image count, and for the last fifth of the rounds by image count times the
 * effective number of the inverse robust factor. The formulas, with r = round number − 1:
 *
 * <pre>
 * r &lt; ⌊0.8·R⌋   α_k = n_k / Σ n
 * else         u_k = (1/ρ_k) / Σ(1/ρ),  e_k = (1−β) / (1−β^{u_k}),  β = 0.9999
 *              α_k = n_k·e_k / Σ n·e
 * </pre>
 *
 * A participant with ρ_k = 0 gets the limit of that expression, 0. If all ρ_k are 0, the weights of
 * {@code avg} are used with a warning.
 *
 * <p>Source: the option of that name in the code published with arXiv 2307.14959. The effective
 * number is defined in arXiv 1901.05555.
 *
 * @param rounds R, at least 1
 */
public record MasDeferred(int rounds) implements AggregationRule {

  private static final double LOG_BETA = StrictMath.log(0.9999);

  /** Value of u below which the limit is exact in double; u·log β could underflow there. */
  private static final double NEGLIGIBLE = 1e-100;

  public MasDeferred {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: found " + rounds + ", expected 1 or more");
    }
  }

  @Override
  public String id() {
    return "mas-drw";
  }

  @Override
  public MasDeferred configured(ConfigReader reader) {
    return new MasDeferred(RunKeys.rounds(reader));
  }

  @Override
  public boolean needsMeasurements() {
    return true;
  }

  @Override
  public boolean needsMeasurements(Round round) {
    return round.index() >= 4L * rounds / 5;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    if (!needsMeasurements(participants.round())) {
      return new Average().weights(participants);
    }
    double[] robustFactors = participants.robustFactors(id(), RobustFactor::plain);
    double[] inverseShares = inverseShares(robustFactors);
    double[] imageShares = participants.imageShares();
    double[] products = new double[robustFactors.length];
    for (int k = 0; k < products.length; k++) {
      products[k] = imageShares[k] * robustFactors[k] * boundedNumber(inverseShares[k]);
    }
    return AggregationWeights.proportional(products, robustFactors, id(), participants);
  }

  /** Returns u_k where ρ_k &gt; 0, without overflow as (ρ_min/ρ_k) / Σ(ρ_min/ρ). */
  private static double[] inverseShares(double[] robustFactors) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double factor : robustFactors) {
      smallest = factor > 0 ? Math.min(smallest, factor) : smallest;
    }
    double[] shares = new double[robustFactors.length];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = robustFactors[k] > 0 ? smallest / robustFactors[k] : 0;
      sum += shares[k];
    }
    for (int k = 0; k < shares.length && sum > 0; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /**
   * Returns {@code u·e_k/(1−β) = u / (1 − β^u)}, finite for every u ≥ 0. Because 1/u_k =
   * ρ_k·Σ(1/ρ), this times ρ_k is e_k up to a factor common to all participants.
   */
  private static double boundedNumber(double u) {
    return u < NEGLIGIBLE ? -1 / LOG_BETA : u / -StrictMath.expm1(u * LOG_BETA);
  }
}
