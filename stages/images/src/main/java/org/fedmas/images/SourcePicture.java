package org.fedmas.images;

/**
 * A picture as its file gives it.
 *
 * @param size of the picture in the file
 * @param image its pixels; at that size, or at a half, quarter or eighth where {@link
 *     Decoding.Detail#FAST} needed no more
 */
public record SourcePicture(ImageSize size, RgbImage image) {

  /** A picture at its own size. */
  public static SourcePicture whole(RgbImage image) {
    return new SourcePicture(image.size(), image);
  }
}
