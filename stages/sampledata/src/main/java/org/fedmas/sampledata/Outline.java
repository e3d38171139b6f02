package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * A closed border around the origin: radius over angle, {@code R(θ) = R₀(1 + Σ aₖ cos(kθ + φₖ))},
 * stretched along one axis.
 */
final class Outline {

  private static final int STEPS = 256;
  private static final double SMALLEST = 0.25;

  private final double[] radii = new double[STEPS + 1];

  /**
   * @param radius R₀ in half short sides of the picture
   * @param irregularity size of the amplitudes aₖ, which fall with k
   * @param waves largest k; many small ones make a moth-eaten border
   */
  Outline(RandomStream random, double radius, double irregularity, int waves) {
    double stretch = 1 + random.uniform(0, 0.15 + 1.2 * irregularity);
    double axis = random.uniform();
    double[] amplitudes = new double[waves + 1];
    double[] phases = new double[waves + 1];
    for (int k = 2; k <= waves; k++) {
      amplitudes[k] = irregularity * random.uniform(0.3, 1) * 2.4 / k;
      phases[k] = random.uniform();
    }
    for (int i = 0; i <= STEPS; i++) {
      double turn = (double) i / STEPS;
      double along = Curves.cosine(turn - axis);
      double wave = 1;
      for (int k = 2; k <= waves; k++) {
        wave += amplitudes[k] * Curves.cosine(k * turn + phases[k]);
      }
      double ellipse = 1 / StrictMath.sqrt(along * along / stretch + (1 - along * along) * stretch);
      radii[i] = radius * ellipse * Math.max(SMALLEST, wave);
    }
  }

  /** Returns the border's distance from the origin in the direction of a point. */
  double radius(double x, double y) {
    double turn = StrictMath.atan2(y, x) / (2 * StrictMath.PI);
    double place = (turn - StrictMath.floor(turn)) * STEPS;
    int step = Math.min(STEPS - 1, (int) place);
    return radii[step] + (place - step) * (radii[step + 1] - radii[step]);
  }

  /** Returns the depth of a point inside (negative outside), in lesion units. */
  double depth(double x, double y) {
    return radius(x, y) - StrictMath.sqrt(x * x + y * y);
  }

  /** Returns a random point inside, evenly over the area of a circle stretched to the outline. */
  double[] place(RandomStream random, double share) {
    double turn = random.uniform();
    double x = Curves.cosine(turn);
    double y = Curves.cosine(turn - 0.25);
    double distance = share * StrictMath.sqrt(random.uniform()) * radius(x, y);
    return new double[] {distance * x, distance * y};
  }
}
