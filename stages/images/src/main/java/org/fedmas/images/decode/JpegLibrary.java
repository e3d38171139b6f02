package org.fedmas.images.decode;

import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.turbo.TurboJpeg;

/** The library that decodes JPEG files: the key {@code image.jpeg-library}. */
public enum JpegLibrary implements Named.EnumConstant {

  /** libjpeg-turbo, bundled as a native library; also decodes at a half, quarter or eighth. */
  LIBJPEG_TURBO,

  /** The JDK's reader; slower, available on every machine, only at full size. */
  JDK;

  private static final String KEY = "image.jpeg-library";
  private static final String AUTO = "auto";

  /** Returns the reason why this process cannot use the library; empty if it can. */
  public Optional<String> problem() {
    return this == JDK ? Optional.empty() : TurboJpeg.problem();
  }

  /**
   * Checks that this process can use the library.
   *
   * @throws StageFailedException if this process cannot load what the recipe names
   */
  public JpegLibrary required() {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      throw new StageFailedException(
          """
          the recipe names %s for JPEG files, which this process cannot load (%s); start the run \
          where it loads, or with --set %s=%s"""
              .formatted(id(), problem.get(), KEY, JDK.id()));
    }
    return this;
  }

  /** Reads the key; {@code auto} is resolved here, so that recipes name what decodes. */
  static JpegLibrary read(ConfigReader reader) {
    Choice<JpegLibrary> choice = Choice.of(KEY, AUTO, values());
    return choice
        .readOr(AUTO, reader)
        .orElseGet(
            () -> {
              JpegLibrary found = LIBJPEG_TURBO.problem().isEmpty() ? LIBJPEG_TURBO : JDK;
              reader.decided(KEY, found.id());
              return found;
            });
  }
}
