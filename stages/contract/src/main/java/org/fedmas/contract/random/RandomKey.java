package org.fedmas.contract.random;

import java.nio.charset.StandardCharsets;

/**
 * The name of one stream of random numbers, for example (seed, stage, round, client, purpose).
 * Equal keys give equal streams on every machine; keys that differ in any part give unrelated
 * streams.
 *
 * @param state 64-bit hash of all parts of the key
 */
public record RandomKey(long state) {

  /** Returns the key of a whole run. */
  public static RandomKey of(long seed) {
    return new RandomKey(mix(seed, 0x5EEDL));
  }

  /** Returns this key extended by a word, such as a stage or a purpose. */
  public RandomKey with(String part) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return new RandomKey(mix(mix(state, 1), hash));
  }

  /** Returns this key extended by a number, such as a round or a client. */
  public RandomKey with(long part) {
    return new RandomKey(mix(mix(state, 2), part));
  }

  /**
   * Returns SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014) over a weighted sum of both
   * words: every input bit reaches every output bit.
   */
  static long mix(long key, long counter) {
    long z = key * 0x9E3779B97F4A7C15L + counter * 0xD1B54A32D192ED03L + 0x2545F4914F6CDD1DL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a new stream of this key, from its start. */
  public RandomStream stream() {
    return new RandomStream(this);
  }
}
