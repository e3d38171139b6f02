package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** The surroundings and cover of a lesion: skin, hairs, bubbles in the immersion gel. */
final class Skin {

  private static final Colour FLUSH = new Colour(0.86, 0.52, 0.47);
  private static final Colour HAIR = new Colour(0.20, 0.15, 0.12);
  private static final Colour GLINT = new Colour(0.97, 0.96, 0.95);

  private Skin() {}

  static void paint(Canvas canvas, Clinic clinic, RandomStream random) {
    Colour tone = clinic.skin().varied(random, 0.09);
    double flush = random.uniform(0, 0.35);
    Noise noise = new Noise(random);
    canvas.paint(
        (pixel, x, y) -> {
          canvas.blend(pixel, tone, 1);
          double blotch = noise.rough(1.5 * x, 1.5 * y);
          canvas.blend(pixel, FLUSH, Math.max(0, flush * (0.5 + blotch)));
          canvas.dim(pixel, 1 + 0.04 * blotch + 0.03 * noise.rough(9 * x + 5, 9 * y + 2));
        });
  }

  static void hairs(Canvas canvas, Clinic clinic, RandomStream random) {
    int hairs = random.chance(0.5) ? random.below(clinic.hairs() + 1) : 0;
    double combed = random.uniform();
    for (int hair = 0; hair < hairs; hair++) {
      double turn = combed + random.uniform(-0.12, 0.12);
      double bend = random.uniform(-0.025, 0.025);
      double[] root = {random.uniform(-1.2, 1.2), random.uniform(-1.2, 1.2)};
      double[][] line = Curves.line(10, root, random.uniform(0.08, 0.2), turn, () -> bend);
      canvas.stroke(line, random.uniform(0.012, 0.028), HAIR.varied(random, 0.3), 0.8);
    }
  }

  static void bubbles(Canvas canvas, RandomStream random) {
    int bubbles = random.chance(0.25) ? 1 + random.below(4) : 0;
    for (int bubble = 0; bubble < bubbles; bubble++) {
      double x = random.uniform(-1.2, 1.2);
      double y = random.uniform(-1, 1);
      double radius = random.uniform(0.03, 0.10);
      canvas.ellipse(new double[] {x, y}, radius, 0, 0.2, GLINT, 0.18);
      double[] glint = {x - 0.4 * radius, y - 0.4 * radius};
      canvas.ellipse(glint, 0.3 * radius, 0, 0.5, GLINT, 0.85);
    }
  }
}
