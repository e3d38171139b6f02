package org.fedmas.aggregation.rule;

import java.util.Arrays;

/** Vectors of non-negative numbers that sum to 1. */
public final class Simplex {

  /** Tolerance for rounding errors of the division and of the sum over thousands of clients. */
  private static final double TOLERANCE = 1e-9;

  private Simplex() {}

  /** Returns 1/count, count times. */
  public static double[] equal(int count) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1.0 / count);
    return weights;
  }

  /** Returns the numbers divided by their sum; at least one must be positive, none negative. */
  public static double[] scaled(double[] numbers) {
    double largest = Arrays.stream(numbers).max().orElseThrow();
    double sum = 0;
    for (double number : numbers) {
      sum += number / largest;
    }
    double[] weights = new double[numbers.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = numbers[k] / largest / sum;
    }
    return weights;
  }

  /**
   * Checks that the weights lie on the simplex.
   *
   * @throws IllegalArgumentException if one is negative or NaN, or the sum is not 1
   */
  public static void require(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weights must be 0 or more, found " + weight);
      }
      sum += weight;
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException("weights must sum to 1, found " + sum);
    }
  }
}
