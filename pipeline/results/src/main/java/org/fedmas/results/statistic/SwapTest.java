package org.fedmas.results.statistic;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.metric.Closeness;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.jspecify.annotations.Nullable;

/**
 * The permutation test of two models on the same images: if they are equally good, they may change
 * places on every lesion. It is the test of record; the interval comes from {@link
 * PairedBootstrap}.
 *
 * @param difference second − first; null if one has no score
 * @param extreme swaps whose difference is at least as large as the observed one
 * @param p {@code (1 + extreme) / (1 + swaps)}; null without a difference
 */
public record SwapTest(@Nullable Double difference, int extreme, @Nullable Double p) {

  /** Tests several scores under the same swaps; one result per score, in their order. */
  public static List<SwapTest> of(
      RankedPredictions first, RankedPredictions second, List<Score> scores, Swaps swaps) {
    return ofSeeds(List.of(first), List.of(second), scores, swaps);
  }

  /**
   * Tests two methods that were trained with several seeds. Scores are means over the seeds, and
   * the models of all seeds change places on a lesion together.
   *
   * @param first at least one model, all on the same images
   * @param second the models of the same seeds, in their order
   */
  public static List<SwapTest> ofSeeds(
      List<RankedPredictions> first,
      List<RankedPredictions> second,
      List<Score> scores,
      Swaps swaps) {
    List<RankedPredictions> both = new ArrayList<>();
    for (int seed = 0; seed < first.size(); seed++) {
      both.add(first.get(seed).followedBy(second.get(seed)));
    }
    TestImages images = first.get(0).images();
    List<@Nullable Double> observed = differences(both, images, new int[images.lesions()], scores);
    int[] extreme = new int[scores.size()];
    for (int r = 0; r < swaps.size(); r++) {
      List<@Nullable Double> swapped = differences(both, images, swaps.swapped(r), scores);
      for (int s = 0; s < extreme.length; s++) {
        Double before = observed.get(s);
        Double after = swapped.get(s);
        if (before != null
            && after != null
            && Math.abs(after) >= Math.abs(before) - Closeness.EPSILON) {
          extreme[s]++;
        }
      }
    }
    List<SwapTest> tests = new ArrayList<>();
    for (int s = 0; s < extreme.length; s++) {
      Double difference = observed.get(s);
      Double p = difference == null ? null : (Double) ((1.0 + extreme[s]) / (1.0 + swaps.size()));
      tests.add(new SwapTest(difference, extreme[s], p));
    }
    return tests;
  }

  /** Returns the mean differences of scores when the models change places on some lesions. */
  private static List<@Nullable Double> differences(
      List<RankedPredictions> both, TestImages images, int[] swapped, List<Score> scores) {
    int n = images.size();
    int[] first = new int[2 * n];
    int[] second = new int[2 * n];
    for (int image = 0; image < n; image++) {
      int swap = swapped[images.lesion(image)];
      first[image] = 1 - swap;
      first[n + image] = swap;
      second[image] = swap;
      second[n + image] = 1 - swap;
    }
    double[] sums = new double[scores.size()];
    for (RankedPredictions seed : both) {
      Tally before = Tally.of(seed, first);
      Tally after = Tally.of(seed, second);
      for (int s = 0; s < sums.length; s++) {
        Double from = scores.get(s).of().apply(before);
        Double to = scores.get(s).of().apply(after);
        sums[s] += from == null || to == null ? Double.NaN : to - from;
      }
    }
    List<@Nullable Double> differences = new ArrayList<>();
    for (double sum : sums) {
      differences.add(Double.isNaN(sum) ? null : (Double) (sum / both.size()));
    }
    return differences;
  }
}
