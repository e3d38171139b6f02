package org.fedmas.contract;

/**
 * A round of federated training, numbered from 1.
 *
 * @param number 1…R; 0 names the state before the first round
 */
public record Round(int number) implements Comparable<Round> {

  public Round {
    if (number < 0) {
      throw new IllegalArgumentException("round must not be negative, was " + number);
    }
  }

  /** Returns the round before this one. */
  public Round previous() {
    return new Round(number - 1);
  }

  /** Returns the number that formulas use, r = number − 1. */
  public int index() {
    return number - 1;
  }

  @Override
  public int compareTo(Round other) {
    return Integer.compare(number, other.number);
  }
}
