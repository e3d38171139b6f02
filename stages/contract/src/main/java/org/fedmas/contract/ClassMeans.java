package org.fedmas.contract;

/**
 * Running per-class sums of one number per sample, such as its divergence, and their means. Sums
 * are kept in double and in the order of the calls, so equal calls give equal bits. Not safe for
 * use by several threads.
 */
public final class ClassMeans {

  private final double[] sums;
  private final int[] seen;

  /** Nothing seen yet, of so many classes. */
  public ClassMeans(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("class means need at least one class, found " + classes);
    }
    this.sums = new double[classes];
    this.seen = new int[classes];
  }

  /**
   * What {@link #sums()} and {@link #seen()} of others have come to.
   *
   * @throws IllegalArgumentException if they are of different numbers of classes
   */
  public static ClassMeans of(double[] sums, ClassCounts seen) {
    if (sums.length != seen.classes()) {
      throw new IllegalArgumentException(
          "expected sums of " + seen.classes() + " classes, found " + sums.length);
    }
    ClassMeans means = new ClassMeans(sums.length);
    System.arraycopy(sums, 0, means.sums, 0, sums.length);
    System.arraycopy(seen.counts(), 0, means.seen, 0, sums.length);
    return means;
  }

  /**
   * Adds one sample.
   *
   * @throws IllegalArgumentException if the label is none of the classes
   */
  public void add(int label, double value) {
    if (label < 0 || label >= sums.length) {
      throw new IllegalArgumentException(
          "label must lie in 0…" + (sums.length - 1) + ", found " + label);
    }
    sums[label] += value;
    seen[label]++;
  }

  /** How many samples of each class were added. */
  public ClassCounts seen() {
    return new ClassCounts(seen);
  }

  /** Returns a copy of the sums so far. */
  public double[] sums() {
    return sums.clone();
  }

  /** Returns the mean of each class over the samples added; 0 where there was none. */
  public double[] means() {
    return over(seen());
  }

  /**
   * Returns the sum of each class over the given count instead of the number added; 0 where that
   * count is 0. With a client's counts and incomplete batches left out, the images left out weigh
   * in as zeros; with several epochs it is the sum of their means (both as in the published
   * numbers).
   *
   * @throws IllegalArgumentException if the counts are of another number of classes
   */
  public double[] over(ClassCounts counts) {
    if (counts.classes() != sums.length) {
      throw new IllegalArgumentException(
          "expected counts of " + sums.length + " classes, found " + counts.classes());
    }
    double[] means = new double[sums.length];
    for (int c = 0; c < sums.length; c++) {
      means[c] = counts.count(c) == 0 ? 0 : sums[c] / counts.count(c);
    }
    return means;
  }
}
