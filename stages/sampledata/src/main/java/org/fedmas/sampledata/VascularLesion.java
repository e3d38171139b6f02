package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** Sharply bordered lacunae in red, purple or blue-black, packed on a reddish ground. */
record VascularLesion() implements Lesion {

  private static final Colour GROUND = new Colour(0.74, 0.38, 0.38);
  private static final Colour RED = new Colour(0.70, 0.10, 0.14);
  private static final Colour PURPLE = new Colour(0.40, 0.12, 0.28);
  private static final Colour CLOT = new Colour(0.17, 0.08, 0.15);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline outline =
        new Outline(random, random.uniform(0.22, 0.60), random.uniform(0.02, 0.09), 5);
    double ground = random.uniform(0.4, 0.9);
    canvas.paint(
        (pixel, x, y) ->
            canvas.blend(pixel, GROUND, ground * Curves.step(-0.06, 0.06, outline.depth(x, y))));
    Colour blood = RED.mix(PURPLE, random.uniform()).varied(random, 0.1);
    int lacunae = 3 + random.below(16);
    double clots = random.uniform(0, 0.5);
    double opacity = random.uniform(0.5, 0.9);
    for (int i = 0; i < lacunae; i++) {
      double[] place = outline.place(random, 0.85);
      Colour colour = random.chance(clots) ? CLOT : blood.varied(random, 0.15);
      canvas.ellipse(
          place, random.uniform(0.06, 0.15), random.uniform(0, 0.3), 0.15, colour, opacity);
    }
  }
}
