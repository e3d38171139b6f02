package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * Round and symmetric, one or two browns, a regular network or globules, a border that fades. Some
 * are atypical, and close to an early melanoma; some are raised, pink and without network.
 */
record Nevus() implements Lesion {

  private static final Colour LIGHT = new Colour(0.68, 0.47, 0.34);
  private static final Colour DARK = new Colour(0.38, 0.24, 0.18);
  private static final Colour PINK = new Colour(0.80, 0.58, 0.50);
  private static final Colour LINES = new Colour(0.30, 0.18, 0.13);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    double atypical = random.chance(0.2) ? random.uniform(0.3, 0.9) : 0;
    boolean raised = random.chance(0.12);
    Outline outline =
        new Outline(
            random, random.uniform(0.30, 0.62), random.uniform(0.02, 0.06) + 0.08 * atypical, 5);
    Colour brown = (raised ? PINK : LIGHT.mix(DARK, random.uniform())).varied(random, 0.12);
    double centre = random.uniform(-0.2, 0.6);
    double softness = random.uniform(0.03, 0.16);
    double opacity = random.uniform(0.65, 0.95);
    double net = raised ? 0 : random.uniform(0.05, 0.4);
    Network network = new Network(random, random.uniform(5, 8), net);
    Noise noise = new Noise(random);
    canvas.paint(
        (pixel, x, y) -> {
          double depth = outline.depth(x, y);
          double inside = Curves.step(-softness, softness, depth);
          if (inside > 0) {
            double uneven = 0.18 * noise.rough(3 * x, 3 * y);
            double patch = atypical * Curves.step(0, 0.5, noise.rough(1.5 * x + 4, 1.5 * y + 9));
            double darker = Math.max(0, centre * depth * 1.5 + uneven);
            canvas.blend(pixel, brown, inside * opacity);
            canvas.blend(pixel, DARK, inside * Math.min(0.8, darker + 0.7 * patch));
            canvas.blend(pixel, LINES, inside * network.lines(x, y));
          }
        });
    if (random.chance(0.35)) {
      int globules = 8 + random.below(16);
      double size = random.uniform(0.015, 0.035);
      for (int i = 0; i < globules; i++) {
        canvas.ellipse(outline.place(random, 0.85), size, 0.1, 0.4, LINES, 0.55);
      }
    }
  }
}
