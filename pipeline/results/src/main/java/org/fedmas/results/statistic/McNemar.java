package org.fedmas.results.statistic;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's test of two models' right and wrong answers, for images that are independent. With
 * several images per lesion use {@link LesionMcNemar}.
 *
 * <p>Source: Fagerland, Lydersen, Laake, BMC Medical Research Methodology 13:91, 2013.
 *
 * @param firstOnly b: images that only the first model has right
 * @param secondOnly c: images that only the second model has right
 * @param exactP {@code min(1, 2·P(X ≤ min(b, c)))}, X binomial of b + c and ½
 * @param midP the exact p less {@code P(X = min(b, c))}; for b = c, {@code 1 − P(X = b)/2}
 */
public record McNemar(long firstOnly, long secondOnly, double exactP, double midP) {

  /** Returns the test of two numbers of images. */
  public static McNemar of(long firstOnly, long secondOnly) {
    long n = firstOnly + secondOnly;
    if (n == 0) {
      return new McNemar(0, 0, 1, 1);
    }
    int least = Math.toIntExact(Math.min(firstOnly, secondOnly));
    BinomialDistribution half = BinomialDistribution.of(Math.toIntExact(n), 0.5);
    double atMost = half.cumulativeProbability(least);
    double point = half.probability(least);
    boolean even = firstOnly == secondOnly;
    return new McNemar(
        firstOnly,
        secondOnly,
        even ? 1 : Math.min(1, 2 * atMost),
        even ? 1 - point / 2 : 2 * atMost - point);
  }
}
