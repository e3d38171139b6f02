package org.fedmas.aggregation.sum;

/**
 * Numbers as multiples of 2^−bits in 64-bit integers, whose sums are exact modulo 2⁶⁴.
 *
 * @param bits s
 */
record FixedPoint(int bits) {

  /** Returns {@code weight·value·2^s}, rounded half to even. */
  double scaled(double weight, double value) {
    return Math.rint(Math.scalb(weight * value, bits));
  }

  /**
   * Returns whether the sum of this many such numbers cannot leave the range; NaN and infinities
   * never fit.
   */
  static boolean fits(double scaled, int clients) {
    return Math.abs(scaled) < 0x1p63 / clients;
  }

  /** Returns the number that a sum stands for. */
  double number(long sum) {
    return Math.scalb((double) sum, -bits);
  }

  /**
   * Turns the clients' integers into their uploads, {@code q_k + Σ_{j>k} m_kj − Σ_{j<k} m_jk}
   * modulo 2⁶⁴, in place.
   */
  static void mask(long[] integers, PairMasks masks) {
    for (int i = 0; i < integers.length; i++) {
      for (int j = i + 1; j < integers.length; j++) {
        long mask = masks.next(i, j);
        integers[i] += mask;
        integers[j] -= mask;
      }
    }
  }
}
