package org.fedmas.contract;

/**
 * Running per-class sums and means of one number per sample, such as a divergence. Sums are
 * accumulated in double precision in the order of the calls, so equal calls give equal bits. Not
 * safe for use by several threads.
 */
public final class ClassMeans {

  private final double[] sums;
  private final int[] seen;

  /** Creates empty sums for the given number of classes. */
  public ClassMeans(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("class means need at least one class, found " + classes);
    }
    this.sums = new double[classes];
    this.seen = new int[classes];
  }

  /**
   * Returns means that continue from earlier {@link #sums()} and {@link #seen()}.
   *
   * @throws IllegalArgumentException if the numbers of classes differ
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
   * @throws IllegalArgumentException if the label is out of range
   */
  public void add(int label, double value) {
    if (label < 0 || label >= sums.length) {
      throw new IllegalArgumentException(
          "label must lie in 0…" + (sums.length - 1) + ", found " + label);
    }
    sums[label] += value;
    seen[label]++;
  }

  /** Returns the number of samples added per class. */
  public ClassCounts seen() {
    return new ClassCounts(seen);
  }

  /** Returns a copy of the sums so far. */
  public double[] sums() {
    return sums.clone();
  }

  /** Returns the mean of each class over the samples added; 0 for a class without samples. */
  public double[] means() {
    return over(seen());
  }

  /**
   * Returns each class's sum divided by the given count instead of the number of samples added; 0
   * where that count is 0. As in the published numbers, images in dropped incomplete batches
   * therefore count as zeros. Over several epochs, the result is the sum of the epochs' means.
   *
   * @throws IllegalArgumentException if the numbers of classes differ
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
