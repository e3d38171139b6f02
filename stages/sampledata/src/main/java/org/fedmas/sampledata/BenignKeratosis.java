package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * Stuck on: a sharp, moth-eaten border, waxy tan to grey-brown, ridges, white cysts, dark plugs.
 */
record BenignKeratosis() implements Lesion {

  private static final Colour TAN = new Colour(0.72, 0.57, 0.40);
  private static final Colour GREY = new Colour(0.47, 0.40, 0.34);
  private static final Colour BROWN = new Colour(0.45, 0.29, 0.21);
  private static final Colour RIDGE = new Colour(0.36, 0.28, 0.22);
  private static final Colour CYST = new Colour(0.95, 0.92, 0.82);
  private static final Colour PLUG = new Colour(0.25, 0.17, 0.12);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline outline =
        new Outline(
            random, random.uniform(0.34, 0.76), random.uniform(0.03, 0.10), 4 + random.below(14));
    Colour wax = TAN.mix(random.chance(0.5) ? GREY : BROWN, random.uniform()).varied(random, 0.1);
    Noise noise = new Noise(random);
    double softness = random.uniform(0.015, 0.08);
    double opacity = random.uniform(0.75, 0.95);
    double ridges = random.uniform(0.1, 0.55);
    double frequency = random.uniform(3, 5);
    double bend = random.uniform(0.6, 1.4);
    canvas.paint(
        (pixel, x, y) -> {
          double inside = Curves.step(-softness, softness, outline.depth(x, y));
          if (inside > 0) {
            canvas.blend(pixel, wax, opacity * inside);
            double wave =
                Curves.cosine(frequency * x + bend * noise.rough(2 * x, 2 * y))
                    + Curves.cosine(frequency * y + bend * noise.rough(2 * x + 9, 2 * y + 4));
            canvas.blend(pixel, RIDGE, ridges * inside * Curves.step(0.2, 1.2, wave));
          }
        });
    int cysts = 2 + random.below(14);
    for (int i = 0; i < cysts; i++) {
      canvas.ellipse(outline.place(random, 0.9), random.uniform(0.012, 0.04), 0.1, 0.5, CYST, 0.85);
    }
    int plugs = random.below(9);
    for (int i = 0; i < plugs; i++) {
      canvas.ellipse(outline.place(random, 0.9), random.uniform(0.015, 0.04), 0.4, 0.4, PLUG, 0.75);
    }
  }
}
