package org.fedmas.results.statistic;

import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.jspecify.annotations.Nullable;

/**
 * Wilson's interval of a share whose trials come in lesions, with x_g hits in n_g images of lesion
 * g.
 *
 * <p>Over G lesions, n images and p = x/n: {@code v = G/(G−1)·Σ(x_g − p·n_g)²/n²}. The design
 * effect is {@code max(1, v·n/(p(1−p)))}, the effective number of trials n / design effect. Where
 * that cannot be estimated (G = 1, p = 0 or 1), lesions are the effective trials.
 *
 * <p>Source: Rao and Scott, Biometrics 48, 1992.
 *
 * @param hits x
 * @param images n
 * @param lesions G
 * @param designEffect null where it cannot be estimated
 * @param effective null without images
 * @param interval null without images
 */
public record LesionProportion(
    long hits,
    long images,
    int lesions,
    @Nullable Double designEffect,
    @Nullable Double effective,
    @Nullable Interval interval) {

  /** Returns the share of a class's images that were found, its recall. */
  public static LesionProportion recall(RankedPredictions model, int label, double level) {
    TestImages images = model.images();
    long[] hits = new long[images.lesions()];
    long[] trials = new long[images.lesions()];
    for (int image = 0; image < images.size(); image++) {
      if (images.label(image) == label) {
        trials[images.lesion(image)]++;
        hits[images.lesion(image)] += model.correct(image) ? 1 : 0;
      }
    }
    return of(hits, trials, level);
  }

  /**
   * Returns the interval of some lesions; those without trials do not count.
   *
   * @param hits x_g
   * @param trials n_g
   */
  public static LesionProportion of(long[] hits, long[] trials, double level) {
    long x = 0;
    long n = 0;
    int lesions = 0;
    for (int g = 0; g < trials.length; g++) {
      x += hits[g];
      n += trials[g];
      lesions += trials[g] > 0 ? 1 : 0;
    }
    if (n == 0) {
      return new LesionProportion(0, 0, 0, null, null, null);
    }
    double share = (double) x / n;
    if (lesions < 2 || x == 0 || x == n) {
      Interval interval = Proportion.wilson(share, lesions, level);
      return new LesionProportion(x, n, lesions, null, (double) lesions, interval);
    }
    double squares = 0;
    for (int g = 0; g < trials.length; g++) {
      double residual = hits[g] - share * trials[g];
      squares += residual * residual;
    }
    double variance = (double) lesions / (lesions - 1) * squares / ((double) n * n);
    double effect = Math.max(1, variance * n / (share * (1 - share)));
    double effective = n / effect;
    return new LesionProportion(
        x, n, lesions, effect, effective, Proportion.wilson(share, effective, level));
  }
}
