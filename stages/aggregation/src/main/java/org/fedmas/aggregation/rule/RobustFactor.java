package org.fedmas.aggregation.rule;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The robust factor ρ_k of a client: the agreement between the classes that are hard under the
 * shared prior and the classes that stay hard in training. The formula, with T = {c : P_kc &gt; 0
 * and S_kc &gt; 0}:
 *
 * <pre>ρ_k = Σ_{c∈T} (P_kc / Σ_T P_k) · (S_kc / Σ_T S_k)   in [0, 1]</pre>
 *
 * <p>If T is empty, ρ_k is 0. Only ratios within a client matter, so a client's measurements may be
 * scaled by any positive constant.
 *
 * <p>Source: arXiv 2307.14959, section on prior-based aggregation. The published code uses T = {c :
 * P_kc ≠ 0}, so its inverse form divides by zero for a class that was not drawn in training. {@link
 * PublishedRobustFactor} has that form, for measurements over {@link RobustClasses#ALL}.
 */
final class RobustFactor {

  private RobustFactor() {}

  /** Returns ρ_k with S_kc, for the rule {@code mas}. */
  static double plain(ClassMeasurements measurements) {
    if (measurements.summed() == RobustClasses.ALL) {
      return PublishedRobustFactor.plain(measurements.classPrior(), measurements.classDivergence());
    }
    double largest =
        inCommon(measurements.classDivergence(), measurements.classPrior(), 0, Math::max);
    return agreement(measurements, s -> s / largest);
  }

  /** Returns ρ_k with S_kc⁻¹ in place of S_kc, for the rule {@code mas-inv}. */
  static double inverse(ClassMeasurements measurements) {
    if (measurements.summed() == RobustClasses.ALL) {
      return PublishedRobustFactor.inverse(
          measurements.classPrior(), measurements.classDivergence());
    }
    double smallest =
        inCommon(
            measurements.classDivergence(),
            measurements.classPrior(),
            Double.POSITIVE_INFINITY,
            Math::min);
    return agreement(measurements, s -> smallest / s);
  }

  /**
   * Returns the sum of the products of shares.
   *
   * @param scaled maps S_kc to a value proportional to its replacement, at most 1 and equal to 1
   *     for some class of T, so that sums neither overflow nor underflow
   */
  private static double agreement(ClassMeasurements measurements, DoubleUnaryOperator scaled) {
    double[] classPrior = measurements.classPrior();
    double[] classDivergence = measurements.classDivergence();
    double largestPrior = inCommon(classPrior, classDivergence, 0, Math::max);
    double priorSum = 0;
    double divergenceSum = 0;
    double products = 0;
    for (int c = 0; c < classPrior.length; c++) {
      if (classPrior[c] > 0 && classDivergence[c] > 0) {
        double p = classPrior[c] / largestPrior;
        double s = scaled.applyAsDouble(classDivergence[c]);
        priorSum += p;
        divergenceSum += s;
        products += p * s;
      }
    }
    return priorSum > 0 ? products / (priorSum * divergenceSum) : 0;
  }

  /** Returns the largest or smallest of the values of T's classes. */
  private static double inCommon(
      double[] values, double[] others, double start, DoubleBinaryOperator choice) {
    return IntStream.range(0, values.length)
        .filter(c -> values[c] > 0 && others[c] > 0)
        .mapToDouble(c -> values[c])
        .reduce(start, choice);
  }
}
