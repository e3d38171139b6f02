package org.fedmas.images.augment;

import java.util.function.DoubleSupplier;
import org.fedmas.images.ImageSize;

/**
 * A rectangle inside an image, drawn as torchvision's random resized crop does.
 *
 * @param top first row
 * @param left first column
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record CropBox(int top, int left, int height, int width) {

  private static final int ATTEMPTS = 10;
  private static final double SMALLEST_AREA = 0.2;
  private static final double SMALLEST_RATIO = 3.0 / 4;
  private static final double LARGEST_RATIO = 4.0 / 3;

  /**
   * Draws a rectangle with an area of 0.2 to 1 of the image and a ratio of ¾ to 4/3. Each of at
   * most ten attempts takes four numbers; after these the largest central rectangle is taken.
   *
   * @param uniform numbers in [0, 1)
   */
  static CropBox draw(DoubleSupplier uniform, ImageSize image) {
    double low = StrictMath.log(SMALLEST_RATIO);
    double high = StrictMath.log(LARGEST_RATIO);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double share = SMALLEST_AREA + (1 - SMALLEST_AREA) * uniform.getAsDouble();
      double ratio = StrictMath.exp(low + uniform.getAsDouble() * (high - low));
      double down = uniform.getAsDouble();
      double right = uniform.getAsDouble();
      double area = image.pixels() * share;
      int width = (int) Math.rint(Math.sqrt(area * ratio));
      int height = (int) Math.rint(Math.sqrt(area / ratio));
      if (width > 0 && width <= image.width() && height > 0 && height <= image.height()) {
        int top = (int) (down * (image.height() - height + 1));
        return new CropBox(top, (int) (right * (image.width() - width + 1)), height, width);
      }
    }
    return central(image);
  }

  private static CropBox central(ImageSize image) {
    int width = image.width();
    int height = image.height();
    double ratio = (double) width / height;
    if (ratio < SMALLEST_RATIO) {
      height = (int) Math.rint(width / SMALLEST_RATIO);
    } else if (ratio > LARGEST_RATIO) {
      width = (int) Math.rint(height * LARGEST_RATIO);
    }
    return new CropBox((image.height() - height) / 2, (image.width() - width) / 2, height, width);
  }
}
