package org.fedmas.bench;

/**
 * A target for the ratio of our cost to the cost of another side.
 *
 * @param against the name of the other side
 * @param factor the maximum of our CPU-seconds per image divided by theirs
 */
record Claim(String against, double factor) {

  /** Returns a ratio without a target, which is only printed. */
  static Claim none(String against) {
    return new Claim(against, Double.POSITIVE_INFINITY);
  }

  boolean hasTarget() {
    return Double.isFinite(factor);
  }

  /** Returns the word for a target that was met, or not. */
  static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }
}
