package org.fedmas.results.statistic;

import org.fedmas.results.metric.Closeness;
import org.jspecify.annotations.Nullable;

/**
 * The corrected resampled t-test of two methods over folds. Folds share training images, which the
 * plain test ignores: {@code se = sd·√(1/J + ρ)}, {@code t = mean/se}, J − 1 degrees of freedom.
 *
 * <p>Source: Nadeau and Bengio, Machine Learning 52, 2003; Bouckaert and Frank 2004.
 *
 * @param mean of the differences; null without any
 * @param deviation sample standard deviation; null for fewer than two differences
 * @param ratio ρ, test images over training images
 * @param degrees J − 1
 * @param standardError 0 where all differences are equal
 * @param t null for equal differences and for fewer than two
 * @param p 1 where all differences are 0; null where t is null otherwise
 * @param interval null where t is null
 * @param plainT t with ρ = 0, for comparison with others
 * @param plainP its p
 */
public record CorrectedT(
    @Nullable Double mean,
    @Nullable Double deviation,
    double ratio,
    int degrees,
    @Nullable Double standardError,
    @Nullable Double t,
    @Nullable Double p,
    @Nullable Interval interval,
    @Nullable Double plainT,
    @Nullable Double plainP) {

  /** Tests differences of fold means. */
  public static CorrectedT of(double[] differences, double ratio, double level) {
    Moments moments = Moments.of(differences);
    int folds = moments.count();
    Double mean = moments.mean();
    Double deviation = moments.deviation();
    if (mean == null || deviation == null) {
      return new CorrectedT(
          mean, null, ratio, Math.max(0, folds - 1), null, null, null, null, null, null);
    }
    if (deviation <= Closeness.EPSILON) {
      Double p = Closeness.equal(mean, 0) ? (Double) 1.0 : null;
      return new CorrectedT(mean, deviation, ratio, folds - 1, 0.0, null, p, null, null, null);
    }
    double error = deviation * StrictMath.sqrt(1.0 / folds + ratio);
    double t = mean / error;
    double half = TwoSided.t(level, folds - 1) * error;
    double plain = mean / (deviation / StrictMath.sqrt(folds));
    return new CorrectedT(
        mean,
        deviation,
        ratio,
        folds - 1,
        error,
        t,
        TwoSided.tP(t, folds - 1),
        new Interval(mean - half, mean + half),
        plain,
        TwoSided.tP(plain, folds - 1));
  }
}
