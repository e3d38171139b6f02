package org.fedmas.tables.image;

import java.util.Arrays;

/**
 * A prepared image and its origin. Treat the array as immutable.
 *
 * @param pixels height × width × 3 bytes, row by row, red, green, blue
 */
public record ImageRow(ImageHeader header, byte[] pixels) {

  static final int CHANNELS = 3;

  /** Refuses another number of pixels with an {@link IllegalArgumentException}. */
  public ImageRow {
    long expected = (long) header.width() * header.height() * CHANNELS;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          "image %s: found %s pixel bytes, expected %s for %s x %s"
              .formatted(
                  header.imageId(), pixels.length, expected, header.width(), header.height()));
    }
  }

  /** Returns the image's name. */
  public String imageId() {
    return header.imageId();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageRow that
        && header.equals(that.header)
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return header.hashCode();
  }

  @Override
  public String toString() {
    return header.toString();
  }
}
