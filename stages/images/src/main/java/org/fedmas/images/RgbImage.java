package org.fedmas.images;

import java.util.Arrays;

/**
 * A picture in 8-bit RGB. The array is not copied: whoever hands it over does not write to it
 * again.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param pixels [height, width, 3] row-major, unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record RgbImage(int width, int height, byte[] pixels) {

  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if a side is not positive or the array has another length
   */
  public RgbImage {
    if (width < 1 || height < 1 || (long) width * height * CHANNELS != pixels.length) {
      throw new IllegalArgumentException(
          "an RGB image of %s×%s needs %s bytes, found %s"
              .formatted(width, height, (long) width * height * CHANNELS, pixels.length));
    }
  }

  public ImageSize size() {
    return new ImageSize(width, height);
  }

  /** Returns one value, 0…255; channel 0 is red. */
  public int value(int x, int y, int channel) {
    return pixels[(y * width + x) * CHANNELS + channel] & 0xFF;
  }

  /**
   * Returns the middle part of this image; where the margin is odd, the extra pixel stays right and
   * below.
   *
   * @throws IllegalArgumentException if the image is smaller than the part
   */
  public RgbImage crop(int cropWidth, int cropHeight) {
    return part((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight);
  }

  /**
   * Returns a part of this image.
   *
   * @param left first column of the part
   * @param top first row of the part
   * @throws IllegalArgumentException if the part reaches beyond the image
   */
  public RgbImage part(int left, int top, int partWidth, int partHeight) {
    if (partWidth < 1
        || partHeight < 1
        || partWidth > width
        || partHeight > height
        || left < 0
        || top < 0
        || left > width - partWidth
        || top > height - partHeight) {
      throw new IllegalArgumentException(
          "cannot cut %s×%s out of an image of %s×%s"
              .formatted(partWidth, partHeight, width, height));
    }
    byte[] part = new byte[partWidth * partHeight * CHANNELS];
    int row = partWidth * CHANNELS;
    for (int y = 0; y < partHeight; y++) {
      System.arraycopy(pixels, ((top + y) * width + left) * CHANNELS, part, y * row, row);
    }
    return new RgbImage(partWidth, partHeight, part);
  }

  /** Returns whether size and bytes are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(pixels, image.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + "×" + height + "]";
  }
}
