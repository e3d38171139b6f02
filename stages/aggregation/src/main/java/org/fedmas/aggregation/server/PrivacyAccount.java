package org.fedmas.aggregation.server;

/**
 * The privacy that rounds of Gaussian noise have spent, as zero-concentrated differential privacy
 * (zCDP): ρ = T/(2z²) after T rounds. No gain is claimed for the drawing of clients.
 *
 * <p>Source: Canonne, Kamath, Steinke, arXiv 2004.00010, corollary 13, for the conversion to ε.
 *
 * @param rho ρ, greater than 0
 */
public record PrivacyAccount(double rho) {

  private static final int BISECTIONS = 200;

  /** Returns the smallest ε at which ρ-zCDP gives (ε, δ)-differential privacy. */
  public double epsilon(double delta) {
    double low = 0;
    double high = looseEpsilon(delta);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (delta(middle) <= delta) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Returns the simpler bound ρ + 2√(ρ ln 1/δ). */
  double looseEpsilon(double delta) {
    return rho + 2 * Math.sqrt(rho * -StrictMath.log(delta));
  }

  /**
   * Returns the smallest δ for an ε, {@code inf over α > 1 of e^((α−1)(αρ−ε)) / (α−1) · (1−1/α)^α},
   * at most 1.
   */
  double delta(double epsilon) {
    double alpha = order(epsilon);
    double log =
        (alpha - 1) * (alpha * rho - epsilon)
            + alpha * StrictMath.log1p(-1 / alpha)
            - StrictMath.log(alpha - 1);
    return Math.min(1, StrictMath.exp(log));
  }

  /** Returns the α of the infimum, where the derivative of its logarithm is 0. */
  double order(double epsilon) {
    double low = 1 + 1e-9;
    // the derivative is positive where (2α − 1)ρ ≥ ε + ln 2 and α ≥ 2
    double high = Math.max(2, (epsilon + 1) / (2 * rho) + 2);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      double slope = (2 * middle - 1) * rho - epsilon + StrictMath.log1p(-1 / middle);
      if (slope < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
