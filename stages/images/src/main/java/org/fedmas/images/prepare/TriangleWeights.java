package org.fedmas.images.prepare;

import java.util.Arrays;

/**
 * For every output position of one direction, the input positions it is made of and their weights
 * in {@value #BITS}-bit fixed point.
 */
final class TriangleWeights {

  static final int BITS = 22;

  private final int[] firsts;
  private final int[][] taps;

  private TriangleWeights(int[] firsts, int[][] taps) {
    this.firsts = firsts;
    this.taps = taps;
  }

  static TriangleWeights of(int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    double support = Math.max(1.0, scale);
    int[] firsts = new int[outputs];
    int[][] taps = new int[outputs][];
    for (int o = 0; o < outputs; o++) {
      double centre = (o + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int last = Math.min(inputs, (int) (centre + support + 0.5));
      firsts[o] = first;
      taps[o] = weights(first, last, centre, 1.0 / support);
    }
    return new TriangleWeights(firsts, taps);
  }

  /** Returns the first input position of this output position. */
  int first(int output) {
    return firsts[output];
  }

  /** Returns the weights from the first input position on; not to be written to. */
  int[] taps(int output) {
    return taps[output];
  }

  private static int[] weights(int first, int last, double centre, double perPixel) {
    double[] exact = new double[last - first];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      double distance = Math.abs((i + first - centre + 0.5) * perPixel);
      exact[i] = distance < 1.0 ? 1.0 - distance : 0.0;
      sum += exact[i];
    }
    int[] fixed = new int[exact.length];
    int used = 0;
    for (int i = 0; i < exact.length; i++) {
      double weight = sum == 0 ? exact[i] : exact[i] / sum;
      fixed[i] = (int) (0.5 + weight * (1 << BITS));
      used = fixed[i] == 0 ? used : i + 1;
    }
    return Arrays.copyOf(fixed, used);
  }
}
