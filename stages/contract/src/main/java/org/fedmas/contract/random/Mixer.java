package org.fedmas.contract.random;

/** A 64-bit finaliser over two words: every input bit reaches every output bit. */
final class Mixer {

  private Mixer() {}

  /**
   * Returns SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014) over a weighted sum of both
   * words.
   */
  static long mix(long key, long counter) {
    long z = key * 0x9E3779B97F4A7C15L + counter * 0xD1B54A32D192ED03L + 0x2545F4914F6CDD1DL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
