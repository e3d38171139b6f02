package org.fedmas.images.augment;

import org.fedmas.images.RgbImage;

/** One change of colours, as the enhancements of the Pillow library make it. */
public sealed interface ColourChange {

  /** Returns the changed picture. */
  RgbImage apply(RgbImage image);

  /**
   * A blend with black.
   *
   * @param factor 1 keeps the picture, below 1 darkens it
   */
  record Brightness(double factor) implements ColourChange {

    @Override
    public RgbImage apply(RgbImage image) {
      return Blend.with(image, 0, (float) factor);
    }
  }

  /**
   * A blend with the mean grey of the picture.
   *
   * @param factor 1 keeps the picture, below 1 flattens it
   */
  record Contrast(double factor) implements ColourChange {

    @Override
    public RgbImage apply(RgbImage image) {
      return Blend.with(image, Luma.mean(image), (float) factor);
    }
  }

  /**
   * A blend with the picture in grey.
   *
   * @param factor 1 keeps the picture, below 1 fades it
   */
  record Saturation(double factor) implements ColourChange {

    @Override
    public RgbImage apply(RgbImage image) {
      return Blend.withGrey(image, (float) factor);
    }
  }

  /**
   * A turn of the colour circle. A turn by 0 still costs the rounding of the way through HSV.
   *
   * @param turns part of the circle, in −½…½
   */
  record Hue(double turns) implements ColourChange {

    @Override
    public RgbImage apply(RgbImage image) {
      return HueCircle.turn(image, shift());
    }

    /** Returns the shift of the hue's byte, 0…255. */
    int shift() {
      return (int) (255 * turns) & 0xFF;
    }
  }
}
