package org.fedmas.tensors.network.encoder;

/**
 * The interpolation of one axis of a grid of position embeddings, bicubic in each case. A is the
 * parameter of the cubic kernel.
 */
enum PositionRule {
  /** A = −0.75, four taps, sampling points of the size n + 0.1 in place of n. */
  SCALE_OFFSET,
  /** A = −0.75, four taps. No family uses it; ports that replace the rule above do. */
  SIZE,
  /** A = −0.5; where the grid shrinks, the kernel is stretched with it. */
  SIZE_ANTIALIAS;

  private static final double OFFSET = 0.1;
  private static final CubicKernel SHARP = new CubicKernel(-0.75);
  private static final CubicKernel SMOOTH = new CubicKernel(-0.5);

  /** Returns the weights, [to][from], of the given positions in each position of the result. */
  double[][] matrix(int from, int to) {
    return switch (this) {
      case SCALE_OFFSET -> fourTaps(from, to, from / (to + OFFSET));
      case SIZE -> fourTaps(from, to, (double) from / to);
      case SIZE_ANTIALIAS -> antialiased(from, to);
    };
  }

  /** Returns four weights per position; those beyond the border count for the border. */
  private static double[][] fourTaps(int from, int to, double scale) {
    double[][] matrix = new double[to][from];
    for (int i = 0; i < to; i++) {
      double source = (i + 0.5) * scale - 0.5;
      int below = (int) Math.floor(source);
      for (int tap = below - 1; tap <= below + 2; tap++) {
        int clamped = Math.min(from - 1, Math.max(0, tap));
        matrix[i][clamped] += SHARP.at(source - tap);
      }
    }
    return matrix;
  }

  /** Returns weights that are cut at the border and add up to 1. */
  private static double[][] antialiased(int from, int to) {
    double[][] matrix = new double[to][from];
    double scale = (double) from / to;
    double stretch = Math.max(1, scale);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - 2 * stretch + 0.5));
      int end = Math.min(from, (int) (centre + 2 * stretch + 0.5));
      double sum = 0;
      for (int tap = first; tap < end; tap++) {
        matrix[i][tap] = SMOOTH.at((tap - centre + 0.5) / stretch);
        sum += matrix[i][tap];
      }
      for (int tap = first; tap < end; tap++) {
        matrix[i][tap] /= sum;
      }
    }
    return matrix;
  }
}
