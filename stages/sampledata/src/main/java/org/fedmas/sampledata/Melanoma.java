package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * Asymmetric, with an irregular border and many colours: browns, black, blue-grey veil, whitish
 * regression; streaks on one side. An early one has little of all this and is close to a nevus; a
 * few have next to no pigment.
 */
record Melanoma() implements Lesion {

  private static final Colour BROWN = new Colour(0.42, 0.27, 0.20);
  private static final Colour PALE = new Colour(0.79, 0.52, 0.47);
  private static final Colour TAN = new Colour(0.64, 0.44, 0.31);
  private static final Colour BLACK = new Colour(0.13, 0.10, 0.11);
  private static final Colour VEIL = new Colour(0.42, 0.45, 0.53);
  private static final Colour REGRESSION = new Colour(0.80, 0.68, 0.66);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    double stage = random.uniform(0.15, 1);
    Outline outline =
        new Outline(random, random.uniform(0.34, 0.60) + 0.2 * stage, 0.04 + 0.12 * stage, 7);
    streaks(canvas, random, outline, stage);
    Colour brown = (random.chance(0.12) ? PALE : BROWN).varied(random, 0.12);
    Noise patches = new Noise(random);
    Noise border = new Noise(random);
    double scale = random.uniform(1.3, 2.2);
    double softness = random.uniform(0.02, 0.10);
    double lean = random.uniform();
    double leanX = Curves.cosine(lean);
    double leanY = Curves.cosine(lean - 0.25);
    double opacity = random.uniform(0.7, 0.95);
    double veil = random.uniform(0.2, 0.9) * stage;
    double regression = random.uniform(0, 0.9) * stage;
    Network network = new Network(random, random.uniform(4, 6), 0.4);
    canvas.paint(
        (pixel, x, y) -> {
          double depth = outline.depth(x, y) + 0.06 * stage * border.rough(5 * x, 5 * y);
          double inside = Curves.step(-softness, softness, depth);
          if (inside > 0) {
            double side = leanX * x + leanY * y;
            double dark = patches.rough(scale * x, scale * y) + 0.9 * side;
            double light = patches.rough(scale * x + 13, scale * y + 6) - 0.9 * side;
            double blue = patches.rough(1.5 * scale * x + 21, 1.5 * scale * y + 17);
            canvas.blend(pixel, brown, opacity * inside);
            canvas.blend(pixel, TAN, (0.2 + 0.6 * stage) * inside * Curves.step(0.1, 0.5, light));
            canvas.blend(pixel, BROWN, inside * network.lines(x, y) * (1 - 0.5 * stage));
            canvas.blend(pixel, BLACK, (0.2 + 0.7 * stage) * inside * Curves.step(0.1, 0.45, dark));
            canvas.blend(pixel, VEIL, veil * inside * Curves.step(0.1, 0.5, blue));
            canvas.blend(
                pixel, REGRESSION, regression * inside * Curves.step(0.35, 0.6, light - blue));
          }
        });
    int dots = random.below(14);
    for (int i = 0; i < dots; i++) {
      canvas.ellipse(
          outline.place(random, 1),
          random.uniform(0.012, 0.04),
          0.2,
          0.4,
          BLACK,
          0.5 * stage + 0.2);
    }
  }

  private static void streaks(Canvas canvas, RandomStream random, Outline outline, double stage) {
    double sector = random.uniform();
    int streaks = (int) (stage * random.below(14));
    for (int i = 0; i < streaks; i++) {
      double turn = sector + random.uniform(-0.15, 0.15);
      double x = Curves.cosine(turn);
      double y = Curves.cosine(turn - 0.25);
      double from = 0.85 * outline.radius(x, y);
      double to = outline.radius(x, y) + random.uniform(0.04, 0.14);
      canvas.stroke(new double[][] {{from * x, to * x}, {from * y, to * y}}, 0.04, BLACK, 0.7);
    }
  }
}
