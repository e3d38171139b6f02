package org.fedmas.results.metric;

/** The rule by which computed numbers count as equal wherever they are counted or ranked. */
public final class Closeness {

  /** The largest difference of equal numbers. */
  public static final double EPSILON = 1e-12;

  private Closeness() {}

  /** Returns whether two numbers count as equal. */
  public static boolean equal(double a, double b) {
    return Math.abs(a - b) <= EPSILON;
  }
}
