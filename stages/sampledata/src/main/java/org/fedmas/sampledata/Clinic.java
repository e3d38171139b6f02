package org.fedmas.sampledata;

import java.util.List;
import org.fedmas.images.ImageSize;

/**
 * The patients, camera and light of one client's pictures.
 *
 * @param name shown in reports
 * @param size size of its pictures
 * @param skin usual skin colour of its patients
 * @param optics its camera and light
 * @param hairs most hairs in a picture
 */
record Clinic(String name, ImageSize size, Colour skin, Optics optics, int hairs) {

  /**
   * A camera and its light.
   *
   * @param gain factor per colour channel of light and film
   * @param contrast above 1 spreads tones around middle grey
   * @param blur standard deviation in pixels
   * @param vignette light lost at distance 1 from the middle
   * @param field distance from the middle at which the picture turns black; large for none
   * @param speckle standard deviation of the noise per pixel, of 1
   */
  record Optics(
      Colour gain, double contrast, double blur, double vignette, double field, double speckle) {}

  private static final double NO_EDGE = 9;

  /** The six clients; each has its own picture size. */
  static final List<Clinic> ALL =
      List.of(
          new Clinic(
              "Clinic A",
              new ImageSize(128, 128),
              new Colour(0.87, 0.69, 0.61),
              new Optics(new Colour(1, 0.97, 0.97), 1.05, 0.6, 0.15, 1.18, 0.012),
              6),
          new Clinic(
              "Clinic B",
              new ImageSize(120, 90),
              new Colour(0.80, 0.66, 0.63),
              new Optics(new Colour(0.92, 0.96, 1.06), 0.85, 0.9, 0.05, NO_EDGE, 0.010),
              3),
          new Clinic(
              "Clinic C",
              new ImageSize(160, 120),
              new Colour(0.90, 0.70, 0.68),
              new Optics(new Colour(1.06, 0.97, 1.05), 1.1, 0.5, 0.1, NO_EDGE, 0.010),
              4),
          new Clinic(
              "Clinic D",
              new ImageSize(128, 96),
              new Colour(0.86, 0.68, 0.56),
              new Optics(new Colour(1.05, 1, 0.86), 1.15, 0.5, 0.2, NO_EDGE, 0.012),
              9),
          new Clinic(
              "Clinic E",
              new ImageSize(150, 100),
              new Colour(0.84, 0.66, 0.58),
              new Optics(new Colour(0.97, 0.95, 0.93), 1, 0.8, 0.35, 1.45, 0.012),
              5),
          new Clinic(
              "Clinic F",
              new ImageSize(96, 72),
              new Colour(0.82, 0.68, 0.56),
              new Optics(new Colour(0.98, 1, 0.82), 0.9, 1.0, 0.2, NO_EDGE, 0.030),
              4));
}
