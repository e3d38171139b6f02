package org.fedmas.tables.image;

import java.util.Arrays;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A prepared image and its origin. Treat the array as immutable.
 *
 * @param label class number, from 0
 * @param client number of the client it comes from, from 0; −1 without natural clients
 * @param lesionId the lesion, or another group that stays together; null where unknown
 * @param sourceWidth pixels, as {@code sourceHeight}
 * @param sourceDigest SHA-256 of the source file
 * @param width pixels of the stored image, as {@code height}
 * @param pixels height × width × 3 bytes, row by row, red, green, blue
 */
public record ImageRow(
    String imageId,
    int label,
    int client,
    @Nullable String lesionId,
    int sourceWidth,
    int sourceHeight,
    Digest sourceDigest,
    int width,
    int height,
    byte[] pixels) {

  static final int CHANNELS = 3;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the image and the value out of range
   */
  public ImageRow {
    new ImageHeader(
        imageId, label, client, lesionId, sourceWidth, sourceHeight, sourceDigest, width, height);
    long expected = (long) width * height * CHANNELS;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          "image %s: found %d pixel bytes, expected %d for %d x %d"
              .formatted(imageId, pixels.length, expected, width, height));
    }
  }

  /** Creates the image with that header. */
  public ImageRow(ImageHeader header, byte[] pixels) {
    this(
        header.imageId(),
        header.label(),
        header.client(),
        header.lesionId(),
        header.sourceWidth(),
        header.sourceHeight(),
        header.sourceDigest(),
        header.width(),
        header.height(),
        pixels);
  }

  /** Everything but the pixels. */
  public ImageHeader header() {
    return new ImageHeader(
        imageId, label, client, lesionId, sourceWidth, sourceHeight, sourceDigest, width, height);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageRow that
        && header().equals(that.header())
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return imageId.hashCode();
  }

  @Override
  public String toString() {
    return header().toString();
  }
}
