package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** A smooth random field over the plane: values at whole points, interpolated between them. */
final class Noise {

  private static final int PERIOD = 32;

  private final double[] lattice = new double[PERIOD * PERIOD];

  Noise(RandomStream random) {
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = random.uniform(-1, 1);
    }
  }

  /** Returns a value in [−1, 1] with features of about unit size. */
  double at(double x, double y) {
    double left = StrictMath.floor(x);
    double top = StrictMath.floor(y);
    double u = Curves.step(0, 1, x - left);
    double v = Curves.step(0, 1, y - top);
    int x0 = (int) left & (PERIOD - 1);
    int x1 = (x0 + 1) & (PERIOD - 1);
    int y0 = ((int) top & (PERIOD - 1)) * PERIOD;
    int y1 = (((int) top + 1) & (PERIOD - 1)) * PERIOD;
    double upper = lattice[y0 + x0] + u * (lattice[y0 + x1] - lattice[y0 + x0]);
    double lower = lattice[y1 + x0] + u * (lattice[y1 + x1] - lattice[y1 + x0]);
    return upper + v * (lower - upper);
  }

  /** Returns three octaves, about [−1, 1]. */
  double rough(double x, double y) {
    return (at(x, y) + 0.5 * at(2 * x + 7.3, 2 * y + 1.9) + 0.25 * at(4 * x + 2.1, 4 * y + 9.7))
        / 1.4;
  }
}
