package org.fedmas.partition.client;

import org.fedmas.contract.random.RandomStream;

/**
 * Logarithms of gamma variates of scale 1, by the method of Marsaglia and Tsang. For shapes below
 * 1, their boost {@code Γ(a) = Γ(a + 1) · U^(1/a)} is used.
 *
 * <p>Source: "A simple method for generating gamma variables", ACM Transactions on Mathematical
 * Software 26 (2000).
 */
final class GammaVariate {

  private GammaVariate() {}

  /**
   * Returns the logarithm of one variate.
   *
   * @param shape shape parameter, greater than 0
   */
  static double logarithm(double shape, RandomStream random) {
    if (!(shape > 0)) {
      throw new IllegalArgumentException("shape: found " + shape + ", expected more than 0");
    }
    return shape < 1
        ? ofLargeShape(shape + 1, random) + StrictMath.log(1 - random.uniform()) / shape
        : ofLargeShape(shape, random);
  }

  private static double ofLargeShape(double shape, RandomStream random) {
    double d = shape - 1.0 / 3.0;
    double c = 1.0 / StrictMath.sqrt(9.0 * d);
    while (true) {
      double x = random.normal();
      double root = 1.0 + c * x;
      if (root <= 0) {
        continue;
      }
      double v = root * root * root;
      double logV = 3.0 * StrictMath.log(root);
      double logU = StrictMath.log(1.0 - random.uniform());
      if (logU < 0.5 * x * x + d - d * v + d * logV) {
        return StrictMath.log(d) + logV;
      }
    }
  }
}
