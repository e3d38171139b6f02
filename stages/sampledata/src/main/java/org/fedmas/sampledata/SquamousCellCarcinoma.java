package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** A yellow-white mass of keratin on red ground, with blood spots and radial hairpin vessels. */
record SquamousCellCarcinoma() implements Lesion {

  private static final Colour RED = new Colour(0.82, 0.45, 0.41);
  private static final Colour KERATIN = new Colour(0.93, 0.84, 0.60);
  private static final Colour CRUST = new Colour(0.55, 0.30, 0.20);
  private static final Colour VESSEL = new Colour(0.66, 0.16, 0.16);
  private static final Colour BLOOD = new Colour(0.38, 0.08, 0.08);

  @Override
  public void paint(Canvas canvas, RandomStream random) {
    Outline ground = new Outline(random, random.uniform(0.38, 0.80), random.uniform(0.04, 0.12), 6);
    Outline mass = new Outline(random, random.uniform(0.16, 0.38), random.uniform(0.08, 0.18), 8);
    Colour red = RED.varied(random, 0.08);
    Colour keratin =
        KERATIN.mix(CRUST, random.chance(0.2) ? 0.8 : random.uniform(0, 0.3)).varied(random, 0.1);
    double opacity = random.uniform(0.5, 0.9);
    double thickness = random.uniform(0.65, 0.95);
    canvas.paint(
        (pixel, x, y) ->
            canvas.blend(pixel, red, opacity * Curves.step(-0.12, 0.12, ground.depth(x, y))));
    int vessels = random.below(12);
    for (int i = 0; i < vessels; i++) {
      double turn = random.uniform();
      double x = Curves.cosine(turn);
      double y = Curves.cosine(turn - 0.25);
      double from = mass.radius(x, y) + random.uniform(0, 0.08);
      double to = from + random.uniform(0.08, 0.2);
      double bend = random.uniform(-0.08, 0.08);
      double[][] hairpin = {
        {from * x, 0.5 * (from + to) * x - bend * y, to * x},
        {from * y, 0.5 * (from + to) * y + bend * x, to * y}
      };
      canvas.stroke(hairpin, 0.03, VESSEL, 0.65);
    }
    Noise noise = new Noise(random);
    canvas.paint(
        (pixel, x, y) -> {
          double crust = 0.5 + 0.5 * noise.rough(6 * x, 6 * y);
          double inside = Curves.step(-0.04, 0.06, mass.depth(x, y) + 0.1 * (crust - 0.5));
          canvas.blend(pixel, keratin, thickness * inside);
          canvas.blend(pixel, red, 0.45 * inside * Curves.step(0.6, 0.95, crust));
        });
    int spots = random.below(7);
    for (int i = 0; i < spots; i++) {
      canvas.ellipse(mass.place(random, 1.1), random.uniform(0.02, 0.06), 0.3, 0.3, BLOOD, 0.8);
    }
  }
}
