package org.fedmas.preprocess.sample;

import org.fedmas.contract.random.RandomStream;

/** Round and symmetric, one or two browns, a regular network or globules, a border that fades. */
record Nevus() implements Lesion {

  private static final Colour LIGHT = new Colour(0.66, 0.45, 0.32);
  private static final Colour DARK = new Colour(0.40, 0.25, 0.18);
  private static final Colour LINES = new Colour(0.30, 0.18, 0.13);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline outline =
        new Outline(random, random.uniform(0.34, 0.66), random.uniform(0.02, 0.09), 5);
    Colour brown = LIGHT.mix(DARK, random.uniform()).varied(random, 0.1);
    double centre = random.uniform(-0.2, 0.6);
    double softness = random.uniform(0.05, 0.16);
    double opacity = random.uniform(0.7, 0.95);
    Network network = new Network(random, random.uniform(5, 8), random.uniform(0.05, 0.35));
    Noise noise = new Noise(random);
    canvas.paint(
        (pixel, x, y) -> {
          double depth = Patterns.depth(outline, x, y);
          double inside = Curves.step(-softness, softness, depth);
          if (inside > 0) {
            double uneven = 0.18 * noise.rough(3 * x, 3 * y);
            double darker = Math.max(0, centre * depth * 1.5 + uneven);
            canvas.blend(pixel, brown, inside * opacity);
            canvas.blend(pixel, DARK, inside * Math.min(0.8, darker));
            canvas.blend(pixel, LINES, inside * network.lines(x, y));
          }
        });
    if (random.chance(0.35)) {
      int globules = 8 + random.below(16);
      double size = random.uniform(0.02, 0.04);
      for (int i = 0; i < globules; i++) {
        double[] place = Patterns.placeIn(random, outline, 0.85);
        canvas.ellipse(place[0], place[1], size, 0.1, 0.4, LINES, 0.55);
      }
    }
  }
}
