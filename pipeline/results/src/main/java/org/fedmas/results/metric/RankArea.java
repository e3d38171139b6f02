package org.fedmas.results.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The area under the receiver operating characteristic of one class against all others. It is the
 * share of (image of the class, other image) pairs in which the former has the larger probability;
 * a tie counts one half. Integer counts make it independent of the order of the images.
 */
final class RankArea {

  private RankArea() {}

  /**
   * Returns the area.
   *
   * @return null unless there are images on both sides
   */
  static @Nullable Double of(int[] labels, double[][] probabilities, int label) {
    double[] inside = column(labels, probabilities, label, true);
    double[] outside = column(labels, probabilities, label, false);
    Arrays.sort(inside);
    Arrays.sort(outside);
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
    return Ratio.of(twiceWon, 2L * inside.length * outside.length);
  }

  private static double[] column(
      int[] labels, double[][] probabilities, int label, boolean ofTheClass) {
    double[] column = new double[labels.length];
    int size = 0;
    for (int image = 0; image < labels.length; image++) {
      if ((labels[image] == label) == ofTheClass) {
        column[size++] = probabilities[image][label];
      }
    }
    return Arrays.copyOf(column, size);
  }
}
