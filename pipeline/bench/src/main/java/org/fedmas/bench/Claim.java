package org.fedmas.bench;

/**
 * What is to hold between our cost and another's.
 *
 * @param against name of the other side
 * @param factor our CPU-seconds per image divided by theirs are to be at most this
 */
record Claim(String against, double factor) {

  /** Returns a ratio that is told and of which nothing is asked. */
  static Claim none(String against) {
    return new Claim(against, Double.POSITIVE_INFINITY);
  }

  /** Returns whether anything is asked. */
  boolean asksSomething() {
    return Double.isFinite(factor);
  }
}
