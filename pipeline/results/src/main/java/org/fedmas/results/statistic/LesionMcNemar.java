package org.fedmas.results.statistic;

import java.util.List;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.jspecify.annotations.Nullable;

/**
 * McNemar's test by lesion. With d_g images of lesion g gained by the second model and K lesions:
 * {@code z = √((K−1)/K)·Σd / √Σd²}, two-sided under the normal distribution.
 *
 * <p>Source: Obuchowski, Statistics in Medicine 17, 1998.
 *
 * @param images right answers of one model only, with tests that take images for independent
 * @param lesions K
 * @param gain Σ d_g
 * @param squares Σ d_g²
 * @param z null if no lesion's answers differ in number
 * @param p 1 if z is null
 */
public record LesionMcNemar(
    McNemar images, int lesions, long gain, long squares, @Nullable Double z, double p) {

  /** Tests two models on the same images. */
  public static LesionMcNemar of(RankedPredictions first, RankedPredictions second) {
    return ofSeeds(List.of(first), List.of(second));
  }

  /**
   * Tests two methods that were trained with several seeds. The answers of all seeds to a lesion
   * are one d_g, so that the counts of images are over all seeds.
   *
   * @param first at least one model, all on the same images
   * @param second the models of the same seeds, in their order
   */
  public static LesionMcNemar ofSeeds(
      List<RankedPredictions> first, List<RankedPredictions> second) {
    TestImages images = first.get(0).images();
    long firstOnly = 0;
    long secondOnly = 0;
    long[] gains = new long[images.lesions()];
    for (int seed = 0; seed < first.size(); seed++) {
      for (int image = 0; image < images.size(); image++) {
        boolean before = first.get(seed).correct(image);
        boolean after = second.get(seed).correct(image);
        if (before && !after) {
          firstOnly++;
          gains[images.lesion(image)]--;
        } else if (after && !before) {
          secondOnly++;
          gains[images.lesion(image)]++;
        }
      }
    }
    long squares = 0;
    for (long gain : gains) {
      squares += gain * gain;
    }
    McNemar counts = McNemar.of(firstOnly, secondOnly);
    long gain = secondOnly - firstOnly;
    if (squares == 0) {
      return new LesionMcNemar(counts, gains.length, gain, 0, null, 1);
    }
    double lesions = gains.length;
    double z = StrictMath.sqrt((lesions - 1) / lesions) * gain / StrictMath.sqrt(squares);
    return new LesionMcNemar(counts, gains.length, gain, squares, z, TwoSided.normalP(z));
  }
}
