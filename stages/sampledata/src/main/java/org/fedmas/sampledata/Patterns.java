package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** Geometry that several lesions share. */
final class Patterns {

  private Patterns() {}

  /** Returns the depth of a point inside the outline (negative outside), in lesion units. */
  static double depth(Outline outline, double x, double y) {
    return outline.radius(x, y) - StrictMath.sqrt(x * x + y * y);
  }

  /** Returns a random point inside, evenly over the area of a circle stretched to the outline. */
  static double[] placeIn(RandomStream random, Outline outline, double share) {
    double turn = random.uniform();
    double x = Curves.cosine(turn);
    double y = Curves.cosine(turn - 0.25);
    double distance = share * StrictMath.sqrt(random.uniform()) * outline.radius(x, y);
    return new double[] {distance * x, distance * y};
  }

  /** Draws a bent vessel that forks while it thins out. */
  static void vessel(
      Canvas canvas, RandomStream random, double x, double y, double width, int forks, Colour c) {
    int steps = 7;
    double turn = random.uniform();
    double bend = random.uniform(-0.04, 0.04);
    double[] xs = new double[steps];
    double[] ys = new double[steps];
    xs[0] = x;
    ys[0] = y;
    for (int i = 1; i < steps; i++) {
      turn += bend + random.uniform(-0.05, 0.05);
      xs[i] = xs[i - 1] + 0.05 * Curves.cosine(turn);
      ys[i] = ys[i - 1] + 0.05 * Curves.cosine(turn - 0.25);
    }
    canvas.stroke(xs, ys, width, c, 0.6);
    for (int fork = 0; fork < forks; fork++) {
      int from = 2 + random.below(steps - 2);
      vessel(canvas, random, xs[from], ys[from], 0.7 * width, forks - 1, c);
    }
  }
}
