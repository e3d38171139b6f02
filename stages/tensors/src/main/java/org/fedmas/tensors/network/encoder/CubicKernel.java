package org.fedmas.tensors.network.encoder;

/**
 * The kernel of bicubic interpolation, 0 at distances of 2 and more.
 *
 * @param a slope at distance 1. Source: Keys, "Cubic convolution interpolation for digital image
 *     processing", IEEE Transactions on Acoustics, Speech, and Signal Processing 29(6), 1981
 */
record CubicKernel(double a) {

  double at(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
  }
}
