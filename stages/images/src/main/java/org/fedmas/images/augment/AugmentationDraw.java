package org.fedmas.images.augment;

import org.fedmas.contract.random.RandomStream;

/**
 * One draw of the training augmentation.
 *
 * @param horizontalFlip left and right exchanged
 * @param verticalFlip top and bottom exchanged
 * @param sigma standard deviation of the blur in pixels of the full-size source, positive
 * @param angleDegrees counter-clockwise rotation
 */
public record AugmentationDraw(
    boolean horizontalFlip, boolean verticalFlip, double sigma, double angleDegrees) {

  private static final double SMALLEST_SIGMA = 0.1;
  private static final double LARGEST_SIGMA = 5;
  private static final double LARGEST_ANGLE = 10;

  public AugmentationDraw {
    if (!(sigma > 0) || !Double.isFinite(sigma) || !Double.isFinite(angleDegrees)) {
      throw new IllegalArgumentException(
          "sigma must be positive and the angle finite, were " + sigma + ", " + angleDegrees);
    }
  }

  /** Returns the training distribution: flips with p = ½, σ ~ U(0.1, 5), angle ~ U(−10°, 10°). */
  public static AugmentationDraw from(RandomStream stream) {
    boolean horizontal = stream.chance(0.5);
    boolean vertical = stream.chance(0.5);
    double sigma = stream.uniform(SMALLEST_SIGMA, LARGEST_SIGMA);
    return new AugmentationDraw(
        horizontal, vertical, sigma, stream.uniform(-LARGEST_ANGLE, LARGEST_ANGLE));
  }
}
