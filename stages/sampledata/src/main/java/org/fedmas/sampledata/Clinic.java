package org.fedmas.sampledata;

import java.util.List;

/**
 * The patients, camera and light of one client's pictures.
 *
 * @param name shown in reports
 * @param width pixels
 * @param height pixels
 * @param skin usual skin colour of its patients
 * @param gain factor per colour channel of its light and film
 * @param contrast above 1 spreads tones around middle grey
 * @param blur standard deviation in pixels
 * @param vignette light lost at distance 1 from the middle
 * @param field distance from the middle at which the picture turns black; large for none
 * @param speckle standard deviation of the noise per pixel, of 1
 * @param hairs most hairs in a picture
 */
record Clinic(
    String name,
    int width,
    int height,
    Colour skin,
    Colour gain,
    double contrast,
    double blur,
    double vignette,
    double field,
    double speckle,
    int hairs) {

  private static final double NO_EDGE = 9;

  /** The six clients; each has its own picture size. */
  static final List<Clinic> ALL =
      List.of(
          new Clinic(
              "Clinic A",
              128,
              128,
              new Colour(0.87, 0.69, 0.61),
              new Colour(1, 0.97, 0.97),
              1.05,
              0.6,
              0.15,
              1.18,
              0.012,
              6),
          new Clinic(
              "Clinic B",
              120,
              90,
              new Colour(0.80, 0.66, 0.63),
              new Colour(0.92, 0.96, 1.06),
              0.85,
              0.9,
              0.05,
              NO_EDGE,
              0.010,
              3),
          new Clinic(
              "Clinic C",
              160,
              120,
              new Colour(0.90, 0.70, 0.68),
              new Colour(1.06, 0.97, 1.05),
              1.1,
              0.5,
              0.1,
              NO_EDGE,
              0.010,
              4),
          new Clinic(
              "Clinic D",
              128,
              96,
              new Colour(0.86, 0.68, 0.56),
              new Colour(1.05, 1, 0.86),
              1.15,
              0.5,
              0.2,
              NO_EDGE,
              0.012,
              9),
          new Clinic(
              "Clinic E",
              150,
              100,
              new Colour(0.84, 0.66, 0.58),
              new Colour(0.97, 0.95, 0.93),
              1,
              0.8,
              0.35,
              1.45,
              0.012,
              5),
          new Clinic(
              "Clinic F",
              96,
              72,
              new Colour(0.82, 0.68, 0.56),
              new Colour(0.98, 1, 0.82),
              0.9,
              1.0,
              0.2,
              NO_EDGE,
              0.030,
              4));
}
