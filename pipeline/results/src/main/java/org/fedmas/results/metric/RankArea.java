package org.fedmas.results.metric;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The area under the receiver operating characteristic of one class against all others. It is the
 * share of (image of the class, other image) pairs in which the former has the larger probability;
 * a tie counts one half. Integer counts make it independent of the order of the images.
 */
final class RankArea {

  private RankArea() {}

  /** Returns the area; null unless there are images on both sides. */
  static @Nullable Double of(int[] labels, double[][] probabilities, int label) {
    double[] inside = sorted(labels, probabilities, label, true);
    double[] outside = sorted(labels, probabilities, label, false);
    long twiceWon = 0;
    int below = 0;
    int notAbove = 0;
    for (double value : inside) {
      while (below < outside.length && outside[below] < value) {
        below++;
      }
      while (notAbove < outside.length && outside[notAbove] <= value) {
        notAbove++;
      }
      twiceWon += below + notAbove;
    }
    return Scores.ratio(twiceWon, 2L * inside.length * outside.length);
  }

  private static double[] sorted(
      int[] labels, double[][] probabilities, int label, boolean ofTheClass) {
    return IntStream.range(0, labels.length)
        .filter(image -> (labels[image] == label) == ofTheClass)
        .mapToDouble(image -> probabilities[image][label])
        .sorted()
        .toArray();
  }
}
