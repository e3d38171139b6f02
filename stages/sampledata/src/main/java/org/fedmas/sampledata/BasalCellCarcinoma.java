package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * Pearly pink and translucent, with blue-grey ovoid nests, branching vessels, sometimes an ulcer;
 * one in five is brownish.
 */
record BasalCellCarcinoma() implements Lesion {

  private static final Colour PEARL = new Colour(0.90, 0.68, 0.66);
  private static final Colour BROWN = new Colour(0.66, 0.47, 0.40);
  private static final Colour SHINE = new Colour(0.96, 0.88, 0.86);
  private static final Colour NEST = new Colour(0.38, 0.39, 0.47);
  private static final Colour VESSEL = new Colour(0.72, 0.20, 0.20);
  private static final Colour ULCER = new Colour(0.50, 0.18, 0.10);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline outline =
        new Outline(random, random.uniform(0.32, 0.70), random.uniform(0.05, 0.12), 6);
    boolean pigmented = random.chance(0.2);
    Colour pearl = (pigmented ? BROWN : PEARL).varied(random, 0.08);
    Noise noise = new Noise(random);
    double opacity = random.uniform(0.45, 0.85);
    canvas.paint(
        (pixel, x, y) -> {
          double inside = Curves.step(-0.12, 0.12, outline.depth(x, y));
          if (inside > 0) {
            canvas.blend(pixel, pearl, opacity * inside);
            double shine = Curves.step(0.2, 0.7, noise.rough(5 * x, 5 * y));
            canvas.blend(pixel, SHINE, 0.45 * inside * shine);
          }
        });
    int nests = random.chance(0.65) ? 1 + random.below(7) : 0;
    for (int i = 0; i < nests; i++) {
      canvas.ellipse(
          outline.place(random, 0.9),
          random.uniform(0.03, 0.13),
          random.uniform(0, 0.8),
          0.35,
          NEST.varied(random, 0.15),
          random.uniform(0.45, 0.85));
    }
    int vessels = 1 + random.below(4);
    for (int i = 0; i < vessels; i++) {
      vessel(canvas, random, outline.place(random, 0.8), 0.026, 2);
    }
    if (random.chance(0.3)) {
      canvas.ellipse(outline.place(random, 0.6), random.uniform(0.08, 0.18), 0.3, 0.3, ULCER, 0.8);
    }
  }

  /** Draws a bent vessel that forks while it thins out. */
  private static void vessel(
      Canvas canvas, RandomStream random, double[] start, double width, int forks) {
    int steps = 7;
    double turn = random.uniform();
    double bend = random.uniform(-0.04, 0.04);
    double[][] line =
        Curves.line(steps, start, 0.05, turn, () -> bend + random.uniform(-0.05, 0.05));
    canvas.stroke(line, width, VESSEL, 0.6);
    for (int fork = 0; fork < forks; fork++) {
      int from = 2 + random.below(steps - 2);
      double[] place = {line[0][from], line[1][from]};
      vessel(canvas, random, place, 0.7 * width, forks - 1);
    }
  }
}
