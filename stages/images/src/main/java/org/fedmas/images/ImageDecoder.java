package org.fedmas.images;

/**
 * Turns the bytes of a JPEG or PNG file into RGB. Stored orientation tags and colour profiles are
 * not applied, alpha is dropped without blending: the reference pipeline does the same.
 */
public final class ImageDecoder {

  /** The largest picture that is decoded unless the caller says otherwise. */
  public static final long DEFAULT_PIXEL_LIMIT = 100_000_000L;

  /** How many bytes of RGB fit into one array. */
  private static final long LARGEST = (Integer.MAX_VALUE - 8) / RgbImage.CHANNELS;

  private ImageDecoder() {}

  /**
   * Decodes a picture of at most {@link #DEFAULT_PIXEL_LIMIT} pixels.
   *
   * @param file all bytes of the file
   * @param name for error messages
   * @throws ImageUnreadableException if the file is empty, cut short, damaged, too large, or not a
   *     supported JPEG or PNG
   */
  public static RgbImage decode(byte[] file, String name) throws ImageUnreadableException {
    return decode(file, name, DEFAULT_PIXEL_LIMIT);
  }

  /**
   * Decodes a picture. The limit is held against the header, before memory is taken for pixels.
   *
   * @param file all bytes of the file
   * @param name for error messages
   * @param pixelLimit largest width times height
   * @throws ImageUnreadableException if the file is empty, cut short, damaged, too large, or not a
   *     supported JPEG or PNG
   */
  public static RgbImage decode(byte[] file, String name, long pixelLimit)
      throws ImageUnreadableException {
    try {
      ImageHeader header = ImageHeader.of(file);
      ImageSize size = header.size();
      long limit = Math.min(pixelLimit, LARGEST);
      if (size.pixels() > limit) {
        throw new UnreadableBytes(
            "%s is %d pixels, the limit is %d".formatted(size, size.pixels(), limit));
      }
      if (header instanceof JpegHeader jpeg) {
        return JpegPixels.decode(file, jpeg);
      }
      return PngPixels.decode(file, (PngHeader) header);
    } catch (UnreadableBytes e) {
      throw new ImageUnreadableException(name, e.reason(), e);
    }
  }

  /**
   * The size that the header states; pixels are not decoded.
   *
   * @param file the file's bytes, at least up to the header
   * @param name for error messages
   * @throws ImageUnreadableException if there is no readable JPEG or PNG header
   */
  public static ImageSize size(byte[] file, String name) throws ImageUnreadableException {
    try {
      return ImageHeader.of(file).size();
    } catch (UnreadableBytes e) {
      throw new ImageUnreadableException(name, e.reason(), e);
    }
  }
}
