package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** A white scar-like centre inside a faint brownish ring of delicate network. */
record Dermatofibroma() implements Lesion {

  private static final Colour SCAR = new Colour(0.97, 0.90, 0.87);
  private static final Colour RING = new Colour(0.66, 0.46, 0.37);
  private static final Colour BROWN = new Colour(0.50, 0.33, 0.25);
  private static final Colour LINES = new Colour(0.45, 0.29, 0.22);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline outline =
        new Outline(random, random.uniform(0.34, 0.66), random.uniform(0.02, 0.08), 4);
    Colour ring = RING.mix(BROWN, random.uniform(0, 0.8)).varied(random, 0.1);
    Noise noise = new Noise(random);
    Network network = new Network(random, random.uniform(7, 9), 0.5);
    double opacity = random.uniform(0.45, 0.85);
    double scar = random.uniform(0.15, 0.5);
    double white = random.uniform(0.5, 0.85);
    canvas.paint(
        (pixel, x, y) -> {
          double radius = outline.radius(x, y);
          double share = StrictMath.sqrt(x * x + y * y) / radius;
          double inside = Curves.step(1.15, 0.85, share);
          if (inside > 0) {
            double uneven = 0.15 * noise.rough(3 * x, 3 * y);
            canvas.blend(pixel, ring, opacity * inside);
            canvas.blend(pixel, LINES, 0.8 * inside * network.lines(x, y));
            canvas.blend(
                pixel, SCAR, white * Curves.step(scar + 0.4, scar - 0.1, share + 2 * uneven));
          }
        });
  }
}
