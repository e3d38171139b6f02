package org.fedmas.results.statistic;

/** An interval of confidence, both ends inside. */
public record Interval(double lower, double upper) {

  /** The level that is used everywhere unless said otherwise. */
  public static final double LEVEL = 0.95;
}
