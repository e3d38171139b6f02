package org.fedmas.images.augment;

import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Resize;

/**
 * The training augmentation, on pixels of one size. Its order is flips, Gaussian blur (5 wide, 9
 * high), rotation with black corners; resizing to the network's size is the last step.
 */
public sealed interface Augmentation {

  /** Extent of the blur kernel along a row, in pixels of the full-size source. */
  int BLUR_WIDTH = 5;

  /** Extent of the blur kernel along a column, in pixels of the full-size source. */
  int BLUR_HEIGHT = 9;

  RgbImage apply(RgbImage image, AugmentationDraw draw);

  /**
   * The published augmentation: of the full-size source, with rotation by nearest neighbour, then
   * prepared as the plain image is. Black corners leave the colour of the light as it was.
   *
   * @param preparation what brings the picture to the network's size
   */
  record FullSize(ImageSettings preparation) implements Augmentation {

    @Override
    public RgbImage apply(RgbImage image, AugmentationDraw draw) {
      RgbImage flipped = Flip.apply(image, draw.horizontalFlip(), draw.verticalFlip());
      double[] across = GaussianKernel.of(BLUR_WIDTH, draw.sigma());
      double[] down = GaussianKernel.of(BLUR_HEIGHT, draw.sigma());
      RgbImage blurred = Blur.apply(flipped, across, down);
      return preparation.prepare(Rotation.nearest(blurred, draw.angleDegrees()));
    }
  }

  /**
   * The augmentation of stored pixels. σ and the kernel's extent are scaled with the picture,
   * extents to the nearest odd number of at least 3. The rotation blends four neighbours, since no
   * later resizing smooths its steps.
   *
   * @param scale number of stored pixels per pixel of the source, {@link Resize#scale}
   * @param stretch width of a stored pixel divided by its height, in the source's pixels, {@link
   *     Resize#stretch}; a squashed picture is turned in the source's proportions
   */
  record Stored(double scale, double stretch) implements Augmentation {

    public Stored {
      requirePositive(scale, "scale");
      requirePositive(stretch, "stretch");
    }

    /** Returns the augmentation of pictures that were resized from sources of that size. */
    public static Stored of(Resize resize, ImageSize source) {
      return new Stored(resize.scale(source), resize.stretch(source));
    }

    @Override
    public RgbImage apply(RgbImage image, AugmentationDraw draw) {
      RgbImage flipped = Flip.apply(image, draw.horizontalFlip(), draw.verticalFlip());
      double sigma = draw.sigma() * scale;
      double[] across = GaussianKernel.of(scaledExtent(BLUR_WIDTH, scale), sigma);
      double[] down = GaussianKernel.of(scaledExtent(BLUR_HEIGHT, scale), sigma);
      RgbImage blurred = Blur.apply(flipped, across, down);
      return Rotation.bilinear(blurred, draw.angleDegrees(), stretch);
    }

    /** Returns the odd number nearest to extent · scale, at least 3. */
    static int scaledExtent(int extent, double scale) {
      return Math.max(3, 2 * (int) ((extent * scale - 1) / 2 + 0.5) + 1);
    }

    private static void requirePositive(double value, String what) {
      if (!(value > 0) || !Double.isFinite(value)) {
        throw new IllegalArgumentException("a pixel's " + what + " must be positive, was " + value);
      }
    }
  }
}
