package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** Red, green and blue as displayed, 0…1. */
record Colour(double red, double green, double blue) {

  /** Returns this colour moved towards another; 0 keeps it, 1 gives the other. */
  Colour mix(Colour other, double share) {
    return new Colour(
        red + share * (other.red - red),
        green + share * (other.green - green),
        blue + share * (other.blue - blue));
  }

  /** Returns this colour with random changes of lightness and hue. */
  Colour varied(RandomStream random, double spread) {
    double light = 1 + spread * random.uniform(-1, 1);
    return new Colour(
        red * light * (1 + 0.4 * spread * random.uniform(-1, 1)),
        green * light * (1 + 0.4 * spread * random.uniform(-1, 1)),
        blue * light * (1 + 0.4 * spread * random.uniform(-1, 1)));
  }
}
