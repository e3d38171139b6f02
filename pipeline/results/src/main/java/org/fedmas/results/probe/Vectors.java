package org.fedmas.results.probe;

/** Sums over vectors in float64, in a fixed order. */
final class Vectors {

  private static final double SMALLEST_NORM = 1e-12;

  private Vectors() {}

  /** Returns Σ a_i·b_i; four partial sums keep the processor busy. */
  static double dot(float[] a, float[] b) {
    double[] sums = new double[4];
    int whole = a.length - a.length % 4;
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < whole; i += 4) {
      first += (double) a[i] * b[i];
      second += (double) a[i + 1] * b[i + 1];
      third += (double) a[i + 2] * b[i + 2];
      fourth += (double) a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < a.length; i++) {
      sums[i - whole] = (double) a[i] * b[i];
    }
    return first + sums[0] + (second + sums[1]) + (third + sums[2] + fourth);
  }

  /** Returns Σ a_(from+i)·b_i over the length of b. */
  static double dot(double[] a, int from, float[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = b.length - b.length % 4;
    for (int i = 0; i < whole; i += 4) {
      first += a[from + i] * b[i];
      second += a[from + i + 1] * b[i + 1];
      third += a[from + i + 2] * b[i + 2];
      fourth += a[from + i + 3] * b[i + 3];
    }
    for (int i = whole; i < b.length; i++) {
      first += a[from + i] * b[i];
    }
    return first + second + (third + fourth);
  }

  /** Returns Σ a_i·b_i. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Adds {@code factor·b} to a part of {@code sums}. */
  static void add(double[] sums, int from, float[] b, double factor) {
    for (int i = 0; i < b.length; i++) {
      sums[from + i] += factor * b[i];
    }
  }

  /** Adds {@code factor·b} to {@code sums}. */
  static void add(double[] sums, double[] b, double factor) {
    for (int i = 0; i < b.length; i++) {
      sums[i] += factor * b[i];
    }
  }

  /** Returns the largest absolute value. */
  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Returns the position of the largest value, the first of equal ones. */
  static int argmax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** Returns 1/|a|, with |a| clamped from below at 1e-12. */
  static double inverseNorm(float[] a) {
    return 1 / Math.max(SMALLEST_NORM, Math.sqrt(dot(a, a)));
  }
}
