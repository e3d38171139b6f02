package org.fedmas.results.metric;

import java.util.Arrays;

/**
 * Images in ascending order of a value, equal values in one group. Sorting happens once; scores of
 * any weights are then one walk over the groups.
 */
final class TieGroups {

  private final int[] order;

  /** The place of each group's first image in the order, and the number of images at the end. */
  private final int[] starts;

  private TieGroups(int[] order, int[] starts) {
    this.order = order;
    this.starts = starts;
  }

  static TieGroups of(double[] values) {
    double[] keys = new double[values.length];
    Arrays.setAll(keys, image -> values[image] + 0.0); // −0.0 and 0.0 are equal
    double[] distinct = distinct(keys);
    int[] group = new int[keys.length];
    int[] starts = new int[distinct.length + 1];
    for (int image = 0; image < keys.length; image++) {
      group[image] = Arrays.binarySearch(distinct, keys[image]);
      starts[group[image] + 1]++;
    }
    for (int g = 0; g < distinct.length; g++) {
      starts[g + 1] += starts[g];
    }
    int[] next = starts.clone();
    int[] order = new int[keys.length];
    for (int image = 0; image < keys.length; image++) {
      order[next[group[image]]++] = image;
    }
    return new TieGroups(order, starts);
  }

  private static double[] distinct(double[] keys) {
    double[] sorted = keys.clone();
    Arrays.sort(sorted);
    int known = 0;
    for (double key : sorted) {
      if (known == 0 || sorted[known - 1] != key) {
        sorted[known++] = key;
      }
    }
    return Arrays.copyOf(sorted, known);
  }

  /** Returns the number of distinct values. */
  int size() {
    return starts.length - 1;
  }

  /**
   * Returns the place of a group's first image; of the group after the last, the number of images.
   */
  int start(int group) {
    return starts[group];
  }

  /** Returns the image at a place of the order. */
  int image(int place) {
    return order[place];
  }
}
