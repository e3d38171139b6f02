package org.fedmas.results.statistic;

import java.util.Arrays;
import org.fedmas.results.metric.Closeness;
import org.fedmas.results.metric.RankedPredictions;
import org.jspecify.annotations.Nullable;

/**
 * DeLong's comparison of two models' AUROC for one class against the rest, second − first. It takes
 * images for independent: valid only with one image per lesion.
 *
 * <p>Source: DeLong, DeLong, Clarke-Pearson, Biometrics 44, 1988.
 *
 * @param positives images of the class
 * @param negatives other images
 * @param firstArea null unless both sides have images
 * @param firstVariance null unless both sides have two images, as are all that follow from it
 * @param standardError 0 where the squared error is at most 1e-15
 * @param z null also where the standard error is 0 and the areas differ
 * @param interval null also where the standard error is 0
 */
public record DeLong(
    int positives,
    int negatives,
    @Nullable Double firstArea,
    @Nullable Double secondArea,
    @Nullable Double difference,
    @Nullable Double firstVariance,
    @Nullable Double secondVariance,
    @Nullable Double covariance,
    @Nullable Double standardError,
    @Nullable Double z,
    @Nullable Double p,
    @Nullable Interval interval) {

  private static final double NO_VARIANCE = 1e-15;

  /** Compares two models on the same images. */
  public static DeLong of(
      RankedPredictions first, RankedPredictions second, int label, double level) {
    Placements a = Placements.of(first, label);
    Placements b = Placements.of(second, label);
    int m = a.positives().length;
    int n = a.negatives().length;
    if (m == 0 || n == 0) {
      return new DeLong(m, n, null, null, null, null, null, null, null, null, null, null);
    }
    double before = mean(a.positives());
    double after = mean(b.positives());
    double d = after - before;
    if (m == 1 || n == 1) {
      return new DeLong(m, n, before, after, d, null, null, null, null, null, null, null);
    }
    double variance1 = covariance(a, a);
    double variance2 = covariance(b, b);
    double shared = covariance(a, b);
    double squared = variance1 + variance2 - 2 * shared;
    if (squared <= NO_VARIANCE) {
      Double same = Closeness.equal(before, after) ? (Double) 0.0 : null;
      Double p = same == null ? null : (Double) 1.0;
      return new DeLong(m, n, before, after, d, variance1, variance2, shared, 0.0, same, p, null);
    }
    double error = StrictMath.sqrt(squared);
    double z = d / error;
    double half = TwoSided.normal(level) * error;
    return new DeLong(
        m,
        n,
        before,
        after,
        d,
        variance1,
        variance2,
        shared,
        error,
        z,
        TwoSided.normalP(z),
        new Interval(d - half, d + half));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double covariance(Placements a, Placements b) {
    return covariance(a.positives(), b.positives()) / a.positives().length
        + covariance(a.negatives(), b.negatives()) / a.negatives().length;
  }

  private static double covariance(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / (a.length - 1);
  }
}
