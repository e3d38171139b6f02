package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/**
 * The position of the lesion in the picture: pixel p shows lesion point q with {@code q =
 * zoom·Rot(p − c)} in units of half the picture's short side.
 */
record Camera(double cosine, double sine, double zoom, double shiftX, double shiftY) {

  /** Draws a direction for the lesion, and a small change of position and distance per view. */
  static Camera of(RandomStream lesion, RandomStream view) {
    double turn = lesion.uniform() + view.uniform(-0.06, 0.06);
    return new Camera(
        Curves.cosine(turn),
        Curves.cosine(turn - 0.25),
        lesion.uniform(0.75, 1.1) * view.uniform(0.94, 1.06),
        lesion.uniform(-0.18, 0.18) + view.uniform(-0.06, 0.06),
        lesion.uniform(-0.14, 0.14) + view.uniform(-0.06, 0.06));
  }
}
