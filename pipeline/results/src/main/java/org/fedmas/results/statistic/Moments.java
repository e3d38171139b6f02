package org.fedmas.results.statistic;

import org.jspecify.annotations.Nullable;

/**
 * Mean and sample standard deviation of some numbers.
 *
 * @param mean null without numbers
 * @param deviation with n − 1; null for fewer than two numbers
 */
public record Moments(int count, @Nullable Double mean, @Nullable Double deviation) {

  /** Returns the moments of numbers, summed in their order. */
  public static Moments of(double... values) {
    int n = values.length;
    if (n == 0) {
      return new Moments(0, null, null);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    Double deviation = n == 1 ? null : (Double) StrictMath.sqrt(squares / (n - 1));
    return new Moments(n, mean, deviation);
  }
}
