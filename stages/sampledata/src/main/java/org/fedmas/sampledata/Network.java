package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** A pigment network: a slightly bent honeycomb of dark lines around lighter holes. */
final class Network {

  private static final double BEND = 0.12;

  private final double frequency;
  private final double strength;
  private final double turnCosine;
  private final double turnSine;
  private final Noise bend;

  /**
   * @param frequency holes per unit of length
   * @param strength how much of the lines' colour is taken on
   */
  Network(RandomStream random, double frequency, double strength) {
    this.frequency = frequency;
    this.strength = strength;
    double turn = random.uniform();
    turnCosine = Curves.cosine(turn);
    turnSine = Curves.cosine(turn - 0.25);
    bend = new Noise(random);
  }

  /** Returns the share of the lines' colour at a point. */
  double lines(double x, double y) {
    double bentX = x + BEND * bend.at(4 * x, 4 * y);
    double bentY = y + BEND * bend.at(4 * x + 11, 4 * y + 5);
    double u = frequency * (turnCosine * bentX - turnSine * bentY);
    double v = frequency * (turnSine * bentX + turnCosine * bentY);
    double sum =
        Curves.cosine(u)
            + Curves.cosine(-0.5 * u + 0.866 * v)
            + Curves.cosine(-0.5 * u - 0.866 * v);
    return strength * Curves.step(0.8, -1.2, sum);
  }
}
