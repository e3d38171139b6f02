package org.fedmas.images.decode;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.ImageSize;

/**
 * How a source file becomes pixels: the keys {@code image.decoder}, {@code image.jpeg-library} and
 * {@code image.orientation}.
 *
 * @param detail every pixel, or as few as the size that is stored needs
 * @param library who decodes JPEG files
 * @param orientation whether pictures are turned as their camera noted
 */
public record Decoding(Detail detail, JpegLibrary library, Orientation orientation) {

  /** The reference pipeline's: every pixel, by any library, as stored. */
  public static final Decoding EXACT =
      new Decoding(Detail.EXACT, JpegLibrary.JDK, Orientation.STORED);

  /** How much of a JPEG file is decoded. */
  public enum Detail {

    /** Every pixel: the bytes of Pillow. */
    EXACT,

    /**
     * A half, quarter or eighth of the sides, straight from the transform's coefficients, as long
     * as that is not smaller than what is stored. Other bytes than {@link #EXACT}, for less work.
     */
    FAST
  }

  /** What is done about the orientation that a camera noted (EXIF). */
  public enum Orientation {

    /** Nothing: pixels stay as stored, as in the reference pipeline. */
    STORED,

    /** Pictures are turned upright. */
    UPRIGHT
  }

  /** The keys. */
  public static final List<String> KEYS =
      List.of("image.decoder", "image.jpeg-library", "image.orientation");

  /** Reads the keys. */
  public static Decoding read(ConfigReader reader) {
    boolean fast = reader.choice("image.decoder", "exact", List.of("exact", "fast")).equals("fast");
    boolean upright =
        reader
            .choice("image.orientation", "stored", List.of("stored", "upright"))
            .equals("upright");
    return new Decoding(
        fast ? Detail.FAST : Detail.EXACT,
        JpegLibrary.read(reader),
        upright ? Orientation.UPRIGHT : Orientation.STORED);
  }

  /** By how much both sides of a JPEG may be divided: 1, 2, 4 or 8. */
  int reduction(ImageSize stored, ImageSize needed) {
    if (detail == Detail.EXACT || library == JpegLibrary.JDK) {
      return 1;
    }
    int reduction = 8;
    while (reduction > 1 && !stored.dividedBy(reduction).covers(needed)) {
      reduction /= 2;
    }
    return reduction;
  }
}
