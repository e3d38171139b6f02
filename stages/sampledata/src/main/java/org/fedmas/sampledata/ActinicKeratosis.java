package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * Ill-defined redness with whitish scales, and pale follicles that leave a red net between them;
 * some have a crust in the middle like an early squamous cell carcinoma.
 */
record ActinicKeratosis() implements Lesion {

  private static final Colour RED = new Colour(0.80, 0.42, 0.38);
  private static final Colour BROWNISH = new Colour(0.70, 0.47, 0.38);
  private static final Colour SCALE = new Colour(0.94, 0.88, 0.78);
  private static final Colour FOLLICLE = new Colour(0.93, 0.80, 0.70);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline outline =
        new Outline(random, random.uniform(0.40, 0.90), random.uniform(0.05, 0.12), 5);
    Colour red = (random.chance(0.15) ? BROWNISH : RED).varied(random, 0.1);
    Noise noise = new Noise(random);
    double opacity = random.uniform(0.45, 0.9);
    double threshold = random.uniform(0, 0.4);
    canvas.paint(
        (pixel, x, y) -> {
          double depth = outline.depth(x, y) + 0.2 * noise.rough(2 * x, 2 * y);
          double inside = Curves.step(-0.25, 0.3, depth);
          if (inside > 0) {
            canvas.blend(pixel, red, opacity * inside);
            double scale = noise.rough(7 * x + 3, 7 * y + 8);
            canvas.blend(
                pixel, SCALE, 0.8 * inside * Curves.step(threshold, threshold + 0.3, scale));
          }
        });
    if (random.chance(0.2)) {
      canvas.ellipse(
          outline.place(random, 0.4),
          random.uniform(0.1, 0.25),
          0.3,
          0.5,
          SCALE,
          random.uniform(0.4, 0.8));
    }
    int follicles = random.below(20);
    for (int i = 0; i < follicles; i++) {
      canvas.ellipse(
          outline.place(random, 1), random.uniform(0.025, 0.045), 0.1, 0.4, FOLLICLE, 0.7);
    }
  }
}
