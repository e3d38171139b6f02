package org.fedmas.contract;

import java.util.Arrays;

/**
 * The number of a client's images in each class, n_kc.
 *
 * @param counts one number ≥ 0 per class, at least one class
 */
public record ClassCounts(int[] counts) {

  /**
   * Creates the counts from a copy of the numbers.
   *
   * @throws IllegalArgumentException if the list is empty or a count is negative
   */
  public ClassCounts {
    if (counts.length == 0) {
      throw new IllegalArgumentException("class counts need at least one class, found none");
    }
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] < 0) {
        throw new IllegalArgumentException(
            "the count of class " + c + " must be 0 or more, found " + counts[c]);
      }
    }
    counts = counts.clone();
  }

  /**
   * Returns the counts of a list of labels.
   *
   * @param labels class indexes, each in 0…classes−1
   * @throws IllegalArgumentException if a label is out of range, naming its position
   */
  public static ClassCounts ofLabels(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label " + i + " must lie in 0…" + (classes - 1) + ", found " + labels[i]);
      }
      counts[labels[i]]++;
    }
    return new ClassCounts(counts);
  }

  /** Returns a copy of the numbers, one per class. */
  @Override
  public int[] counts() {
    return counts.clone();
  }

  /** Returns the number of classes, absent ones included. */
  public int classes() {
    return counts.length;
  }

  /** Returns the count of one class. */
  public int count(int label) {
    return counts[label];
  }

  /** Returns the number of images. */
  public long total() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  /** Returns the number of classes with at least one image. */
  public int present() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
