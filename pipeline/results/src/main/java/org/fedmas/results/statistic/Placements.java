package org.fedmas.results.statistic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fedmas.results.metric.RankedPredictions;

/**
 * Placements of one model's probabilities for a class; ties count one half.
 *
 * @param positives per image of the class, the share of other images below it
 * @param negatives per other image, the share of images of the class above it
 */
record Placements(double[] positives, double[] negatives) {

  static Placements of(RankedPredictions model, int label) {
    double[] inside = probabilities(model, label, true);
    double[] outside = probabilities(model, label, false);
    double[] sortedInside = sorted(inside);
    double[] sortedOutside = sorted(outside);
    return new Placements(
        Arrays.stream(inside).map(value -> below(sortedOutside, value)).toArray(),
        Arrays.stream(outside).map(value -> 1 - below(sortedInside, value)).toArray());
  }

  private static double[] probabilities(RankedPredictions model, int label, boolean ofClass) {
    return IntStream.range(0, model.images().size())
        .filter(image -> (model.images().label(image) == label) == ofClass)
        .mapToDouble(image -> model.probability(image, label) + 0.0) // −0.0 and 0.0 are equal
        .toArray();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double below(double[] sorted, double value) {
    int less = firstAtLeast(sorted, value);
    int notMore = firstAtLeast(sorted, Math.nextUp(value));
    return (less + notMore) / (2.0 * sorted.length);
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
