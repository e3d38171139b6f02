package org.fedmas.images.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fedmas.images.ImageSize;
import org.fedmas.images.PixelRows;
import org.fedmas.images.RgbImage;
import org.fedmas.images.codec.BmpPixels;
import org.fedmas.images.codec.GifPixels;
import org.fedmas.images.codec.Jpeg2000Pixels;
import org.fedmas.images.codec.JpegPixels;
import org.fedmas.images.codec.PngPixels;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.codec.WebpPixels;
import org.fedmas.images.codec.dicom.DicomPixels;
import org.fedmas.images.codec.tiff.TiffPixels;
import org.fedmas.images.header.BmpHeader;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.GifHeader;
import org.fedmas.images.header.Jpeg2000Header;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.PictureHeader;
import org.fedmas.images.header.PngHeader;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.UnreadableBytes;
import org.fedmas.images.header.WebpHeader;
import org.fedmas.images.prepare.PillowResize;
import org.fedmas.images.prepare.Resize;
import org.fedmas.images.turbo.TurboJpeg;

/**
 * The decoder of picture files to RGB: all formats of {@link
 * org.fedmas.images.header.PictureFormat}. Colour profiles are not applied, orientation tags only
 * on request, and alpha is dropped without blending, as in the reference pipeline.
 */
public final class ImageDecoder {

  /** The largest picture that is decoded unless the caller says otherwise. */
  public static final long DEFAULT_PIXEL_LIMIT = 100_000_000L;

  /** The largest number of pixels whose RGB bytes fit into one array. */
  private static final long LARGEST = (Integer.MAX_VALUE - 8) / RgbImage.CHANNELS;

  private ImageDecoder() {}

  /** Decodes a picture of at most {@link #DEFAULT_PIXEL_LIMIT} pixels. */
  public static RgbImage decode(byte[] file, String name) throws ImageUnreadableException {
    return decode(file, name, DEFAULT_PIXEL_LIMIT);
  }

  /**
   * Decodes a picture. The limit is held against the header, before memory is taken for pixels.
   *
   * @param file all bytes of the file
   * @param name for error messages
   * @param pixelLimit largest width times height
   * @throws ImageUnreadableException if the file is empty, cut short, damaged, too large, or of a
   *     form that is not supported
   */
  public static RgbImage decode(byte[] file, String name, long pixelLimit)
      throws ImageUnreadableException {
    return decode(file, name, pixelLimit, Optional.empty());
  }

  /**
   * Decodes a picture of at most {@link #DEFAULT_PIXEL_LIMIT} pixels.
   *
   * @param window the range of grey values of more than 8 bits; empty to scale by bit depth
   * @throws ImageUnreadableException as {@link #decode(byte[], String)}
   */
  public static RgbImage decode(byte[] file, String name, Optional<ValueWindow> window)
      throws ImageUnreadableException {
    return decode(file, name, DEFAULT_PIXEL_LIMIT, window);
  }

  private static RgbImage decode(
      byte[] file, String name, long pixelLimit, Optional<ValueWindow> window)
      throws ImageUnreadableException {
    try {
      return whole(file, checked(file, pixelLimit), window, new ArrayList<>());
    } catch (UnreadableBytes e) {
      throw new ImageUnreadableException(name, e.reason(), e);
    }
  }

  /**
   * Returns whether a copy of a file must hold its pixels alone. DICOM files name persons, grey
   * values of more than 8 bits need the window, and files of unknown content may hold anything.
   * JPEG and PNG files are copied as they are, damaged ones included.
   */
  public static boolean needsPixelCopy(byte[] file) {
    if (JpegHeader.signs(file) || (PngHeader.signs(file) && !PngHeader.isDeepGrey(file))) {
      return false;
    }
    try {
      PictureHeader header = PictureHeader.of(file);
      return header.isMeasured() || header instanceof DicomHeader;
    } catch (UnreadableBytes e) {
      return true;
    }
  }

  /**
   * Decodes a picture of at most {@link #DEFAULT_PIXEL_LIMIT} pixels and brings it to another size.
   *
   * @param decoding with how much detail, by which library, how turned
   * @param resize to which size
   * @throws ImageUnreadableException as {@link #decode(byte[], String, long)}
   */
  public static PreparedPicture resized(byte[] file, String name, Decoding decoding, Resize resize)
      throws ImageUnreadableException {
    return decode(
        file,
        name,
        decoding,
        resize,
        (rows, target) -> PillowResize.resize(rows, target.width(), target.height()));
  }

  /**
   * Decodes a picture with as many pixels as another size needs.
   *
   * @param use consumes the pixels, given the size that the picture is to get
   */
  public static PreparedPicture decode(
      byte[] file,
      String name,
      Decoding decoding,
      Resize resize,
      BiFunction<PixelRows, ImageSize, RgbImage> use)
      throws ImageUnreadableException {
    try {
      PictureHeader header = checked(file, DEFAULT_PIXEL_LIMIT);
      int orientation =
          decoding.orientation() == Decoding.Orientation.UPRIGHT
              ? CameraOrientation.of(file, header)
              : CameraOrientation.UPRIGHT;
      boolean sideways = CameraOrientation.isSideways(orientation);
      ImageSize size = sideways ? header.size().turned() : header.size();
      ImageSize target = resize.target(size);
      int reduction = decoding.reduction(header.size(), sideways ? target.turned() : target);
      List<String> warnings = new ArrayList<>();
      RgbImage image =
          pixels(
              file,
              header,
              decoding,
              reduction,
              rows -> use.apply(CameraOrientation.upright(rows, orientation), target),
              warnings);
      return new PreparedPicture(size, image, warnings);
    } catch (UnreadableBytes e) {
      throw new ImageUnreadableException(name, e.reason(), e);
    }
  }

  /**
   * Returns the size that the header states; pixels are not decoded.
   *
   * @param file the file's bytes, at least up to the header
   * @param name for error messages
   * @throws ImageUnreadableException if the header cannot be read
   */
  public static ImageSize size(byte[] file, String name) throws ImageUnreadableException {
    try {
      return PictureHeader.of(file).size();
    } catch (UnreadableBytes e) {
      throw new ImageUnreadableException(name, e.reason(), e);
    }
  }

  private static PictureHeader checked(byte[] file, long pixelLimit) throws UnreadableBytes {
    PictureHeader header = PictureHeader.of(file);
    ImageSize size = header.size();
    long limit = Math.min(pixelLimit, LARGEST);
    if (size.pixels() > limit) {
      throw new UnreadableBytes(
          "%s is %s pixels, the limit is %s".formatted(size, size.pixels(), limit));
    }
    return header;
  }

  /** Returns the result of {@code use}; a native library's pixels are not copied as a whole. */
  private static RgbImage pixels(
      byte[] file,
      PictureHeader header,
      Decoding decoding,
      int reduction,
      Function<PixelRows, RgbImage> use,
      List<String> warnings)
      throws UnreadableBytes {
    Optional<RgbImage> fromTurbo =
        header instanceof JpegHeader jpeg && decoding.library() == JpegLibrary.LIBJPEG_TURBO
            ? TurboJpeg.decode(file, jpeg, reduction, use)
            : Optional.empty();
    // unusual and damaged files go to the reader that can say what is wrong with them
    return fromTurbo.isPresent()
        ? fromTurbo.get()
        : use.apply(new PixelRows.OfImage(whole(file, header, decoding.window(), warnings)));
  }

  private static RgbImage whole(
      byte[] file, PictureHeader header, Optional<ValueWindow> window, List<String> warnings)
      throws UnreadableBytes {
    if (header instanceof JpegHeader jpeg) {
      return JpegPixels.decode(file, jpeg, warnings);
    } else if (header instanceof PngHeader png) {
      return PngPixels.decode(file, png, window);
    } else if (header instanceof TiffHeader tiff) {
      return TiffPixels.decode(file, tiff, window, warnings);
    } else if (header instanceof BmpHeader bmp) {
      return BmpPixels.decode(file, bmp);
    } else if (header instanceof GifHeader gif) {
      return GifPixels.decode(file, gif);
    } else if (header instanceof WebpHeader webp) {
      return WebpPixels.decode(file, webp);
    } else if (header instanceof Jpeg2000Header jpeg2000) {
      return Jpeg2000Pixels.decode(file, jpeg2000, window);
    } else if (header instanceof DicomHeader dicom) {
      return DicomPixels.decode(file, dicom, window, warnings);
    }
    throw new IllegalStateException("no decoder of " + header);
  }
}
