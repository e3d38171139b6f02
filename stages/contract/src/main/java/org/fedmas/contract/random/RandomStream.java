package org.fedmas.contract.random;

import java.util.stream.IntStream;

/**
 * Counter-based random numbers: number i of a stream is a pure function of (key, i), so a stream
 * can be continued from its {@link #position()}. Only {@link StrictMath} is used, hence equal bits
 * on every platform. Not safe for use by several threads.
 */
public final class RandomStream {

  private final long key;
  private long position;

  RandomStream(RandomKey key) {
    this.key = key.state();
  }

  /** Returns the number of 64-bit words drawn so far. */
  public long position() {
    return position;
  }

  /** Continues at a position that {@link #position()} returned. */
  public void seek(long newPosition) {
    position = newPosition;
  }

  /** Returns 64 random bits. */
  public long bits() {
    return RandomKey.mix(RandomKey.mix(key, 3), position++);
  }

  /** Returns a uniform number in [0, 1), a multiple of 2^-53. */
  public double uniform() {
    return (bits() >>> 11) * 0x1p-53;
  }

  /** Returns a uniform number in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Returns true with the given probability. */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Returns a standard normal number (Box and Muller) and consumes two words. */
  public double normal() {
    double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - uniform()));
    return radius * StrictMath.cos(2.0 * StrictMath.PI * uniform());
  }

  /**
   * Returns a uniform integer in 0…bound−1, without bias.
   *
   * @throws IllegalArgumentException unless bound is positive
   */
  public int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, was " + bound);
    }
    long rejectFrom = Long.MAX_VALUE - Long.MAX_VALUE % bound;
    long draw = bits() >>> 1;
    while (draw >= rejectFrom) {
      draw = bits() >>> 1;
    }
    return (int) (draw % bound);
  }

  /** Returns the numbers 0…n−1 in random order (Fisher and Yates). */
  public int[] permutation(int n) {
    int[] order = IntStream.range(0, n).toArray();
    shuffle(order);
    return order;
  }

  /** Puts the entries into random order, in place. */
  public void shuffle(int[] entries) {
    for (int i = entries.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int swapped = entries[i];
      entries[i] = entries[j];
      entries[j] = swapped;
    }
  }
}
