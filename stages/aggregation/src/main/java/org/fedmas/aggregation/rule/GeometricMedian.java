package org.fedmas.aggregation.rule;

/**
 * The approximate geometric median of the models, by four steps of Weiszfeld's algorithm from the
 * weighted mean:
 *
 * <pre>
 * α_k = n_k / Σ n,  z = Σ α_k θ_k;  four times w_k ∝ α_k / max(1e-5, ‖z − θ_k‖),  z = Σ w_k θ_k
 * </pre>
 *
 * Distances are taken over the trainable entries; the last weights apply to all entries.
 *
 * <p>Source: arXiv 1912.13445, algorithm 2.
 */
public record GeometricMedian() implements AggregationRule {

  private static final int STEPS = 4;
  private static final double SMALLEST = 1e-5;

  @Override
  public String id() {
    return "geometric-median";
  }

  @Override
  public boolean isRobust() {
    return true;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    double[] shares = participants.imageShares();
    double[] weights = shares;
    for (int step = 0; step < STEPS; step++) {
      weights = next(shares, participants.distances().toMean(weights));
    }
    return participants.weighted(weights);
  }

  /** Returns the next weights, given each model's distance to the current point. */
  static double[] next(double[] shares, double[] distances) {
    double[] weights = new double[shares.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = shares[k] / Math.max(SMALLEST, distances[k]);
    }
    return Simplex.scaled(weights);
  }
}
