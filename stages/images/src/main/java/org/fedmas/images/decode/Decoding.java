package org.fedmas.images.decode;

import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.images.ImageSize;
import org.fedmas.images.codec.ValueWindow;

/**
 * Settings of the decoder: the keys {@code image.decoder}, {@code image.jpeg-library}, {@code
 * image.orientation} and {@code image.window}.
 *
 * @param detail every pixel, or only as many as the stored size needs
 * @param library the decoder of JPEG files
 * @param orientation whether pictures are turned upright
 * @param window the range of grey values of more than 8 bits; empty to scale by bit depth
 */
public record Decoding(
    Detail detail, JpegLibrary library, Orientation orientation, Optional<ValueWindow> window) {

  /** Creates settings without a window. */
  public Decoding(Detail detail, JpegLibrary library, Orientation orientation) {
    this(detail, library, orientation, Optional.empty());
  }

  /** The settings of the reference pipeline: every pixel, by any library, as stored. */
  public static final Decoding EXACT =
      new Decoding(Detail.EXACT, JpegLibrary.JDK, Orientation.STORED);

  /** The amount of detail decoded from a JPEG file. */
  public enum Detail implements Named.EnumConstant {

    /** Every pixel: the bytes of Pillow. */
    EXACT,

    /**
     * A half, quarter or eighth of the sides, straight from the transform's coefficients, as long
     * as that is not smaller than what is stored. Other bytes than {@link #EXACT}, for less work.
     */
    FAST
  }

  /** The treatment of the orientation that a camera recorded (EXIF). */
  public enum Orientation implements Named.EnumConstant {

    /** Pixels stay as stored, as in the reference pipeline. */
    STORED,

    /** Pictures are turned upright. */
    UPRIGHT
  }

  public static Decoding read(ConfigReader reader) {
    return new Decoding(
        Choice.of("image.decoder", Detail.EXACT.id(), Detail.values()).read(reader),
        JpegLibrary.read(reader),
        Choice.of("image.orientation", Orientation.STORED.id(), Orientation.values()).read(reader),
        ValueWindow.read(reader));
  }

  /** Returns the number that both sides of a JPEG may be divided by: 1, 2, 4 or 8. */
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
