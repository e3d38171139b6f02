package org.fedmas.images.augment;

/** The weights of a blur along one direction. */
public final class GaussianKernel {

  private GaussianKernel() {}

  /**
   * Returns {@code exp(−x² / 2σ²)} at whole distances x from the middle, divided by their sum.
   *
   * @param extent number of weights, odd
   */
  public static double[] of(int extent, double sigma) {
    if (extent < 1 || extent % 2 == 0) {
      throw new IllegalArgumentException("a blur kernel's extent must be odd, was " + extent);
    }
    double[] weights = new double[extent];
    double sum = 0;
    for (int i = 0; i < extent; i++) {
      double x = (i - extent / 2) / sigma;
      weights[i] = StrictMath.exp(-0.5 * x * x);
      sum += weights[i];
    }
    for (int i = 0; i < extent; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
