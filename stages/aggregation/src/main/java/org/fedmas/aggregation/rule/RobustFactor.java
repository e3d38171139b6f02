package org.fedmas.aggregation.rule;

import java.util.function.DoubleUnaryOperator;

/**
 * The robust factor ρ_k of a client: how far the classes that the shared prior finds hard and the
 * classes that stay hard in training are the same ones. With T = {c : P_kc &gt; 0 and S_kc &gt; 0},
 *
 * <pre>ρ_k = Σ_{c∈T} (P_kc / Σ_T P_k) · (S_kc / Σ_T S_k)   in [0, 1]</pre>
 *
 * and 0 if T is empty. Only ratios within a client count, so a client's divergences may be scaled
 * by any positive constant.
 *
 * <p>Source: arXiv 2307.14959, the aggregation weights of its section on prior-based aggregation.
 * The published code takes T = {c : P_kc ≠ 0}, so its inverse form divides by zero where a class
 * was not drawn in training.
 */
public final class RobustFactor {

  private RobustFactor() {}

  /** ρ_k with S_kc as it is: rule {@code mas}. */
  public static double plain(ClassDivergences divergences) {
    double largest = largestInCommon(divergences.training(), divergences.prior());
    return agreement(divergences, s -> s / largest);
  }

  /** ρ_k with S_kc⁻¹ in place of S_kc: rule {@code mas-inv}. */
  public static double inverse(ClassDivergences divergences) {
    double smallest = smallestInCommon(divergences.training(), divergences.prior());
    return agreement(divergences, s -> smallest / s);
  }

  /**
   * Σ of products of shares.
   *
   * @param scaled maps S_kc to a value proportional to what stands in its place, at most 1 and 1
   *     for some class of T: sums can then neither overflow nor vanish, however small S is
   */
  private static double agreement(ClassDivergences divergences, DoubleUnaryOperator scaled) {
    double[] prior = divergences.prior();
    double[] training = divergences.training();
    double largestPrior = largestInCommon(prior, training);
    double priorSum = 0;
    double trainingSum = 0;
    double products = 0;
    for (int c = 0; c < prior.length; c++) {
      if (prior[c] > 0 && training[c] > 0) {
        double p = prior[c] / largestPrior;
        double s = scaled.applyAsDouble(training[c]);
        priorSum += p;
        trainingSum += s;
        products += p * s;
      }
    }
    return priorSum > 0 ? products / (priorSum * trainingSum) : 0;
  }

  private static double largestInCommon(double[] values, double[] others) {
    double largest = 0;
    for (int c = 0; c < values.length; c++) {
      if (values[c] > 0 && others[c] > 0) {
        largest = Math.max(largest, values[c]);
      }
    }
    return largest;
  }

  private static double smallestInCommon(double[] values, double[] others) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < values.length; c++) {
      if (values[c] > 0 && others[c] > 0) {
        smallest = Math.min(smallest, values[c]);
      }
    }
    return smallest;
  }
}
