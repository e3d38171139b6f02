package org.fedmas.images.turbo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fedmas.images.PixelRows;
import org.fedmas.images.header.JpegHeader;

/**
 * The decoder of JPEG by libjpeg-turbo: the system's, else the bundled one, each only if it decodes
 * {@link KnownPictures} to the known bytes. At full size its pixels are those of every libjpeg that
 * computes the accurate integer transform and smooth colour upsampling, Pillow's included.
 */
public final class TurboJpeg {

  /** The builds that work here, the best first, and the problems of the others. */
  private record Builds(List<NativeJpeg> working, List<String> problems) {

    static Builds find() {
      Builds builds = new Builds(new ArrayList<>(), new ArrayList<>());
      builds.tryOut("the system's", SystemJpeg::new);
      builds.tryOut("the bundled one", BundledJpeg::new);
      return builds;
    }

    private void tryOut(String name, Supplier<NativeJpeg> supplier) {
      try {
        NativeJpeg build = supplier.get();
        KnownPictures.firstDifference(build)
            .ifPresentOrElse(
                difference -> problems.add(name + ": " + difference), () -> working.add(build));
      } catch (LinkageError | RuntimeException e) {
        problems.add(name + ": " + e);
      }
    }
  }

  private static final Builds BUILDS = Builds.find();

  private TurboJpeg() {}

  /** Returns the problems if no build works here; empty if one does. */
  public static Optional<String> problem() {
    return BUILDS.working().isEmpty()
        ? Optional.of(String.join("; ", BUILDS.problems()))
        : Optional.empty();
  }

  /** Returns the builds that work here; equal files have equal pixels in each. */
  public static List<NativeJpeg> builds() {
    return List.copyOf(BUILDS.working());
  }

  /**
   * Decodes a file; empty if the file is damaged or of an unusual form, so that the caller asks a
   * reader with better messages.
   *
   * @param reduction 1, 2, 4 or 8: what both sides are divided by, rounded up
   * @param use consumes the pixels, which are freed afterwards
   */
  public static <T> Optional<T> decode(
      byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use) {
    return decode(BUILDS.working().get(0), file, header, reduction, use);
  }

  /** Decodes by a given build. */
  public static <T> Optional<T> decode(
      NativeJpeg build, byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use) {
    // four inks are converted differently; some builds read lossless files and some do not
    return header.colours().components > 3 || header.lossless()
        ? Optional.empty()
        : build.decode(file, header, reduction, use);
  }
}
