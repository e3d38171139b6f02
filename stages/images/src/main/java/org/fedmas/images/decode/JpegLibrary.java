package org.fedmas.images.decode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.turbo.TurboJpeg;

/** Who decodes JPEG files: the key {@code image.jpeg-library}. */
public enum JpegLibrary {

  /** libjpeg-turbo, bundled as a native library; also decodes at a half, quarter or eighth. */
  LIBJPEG_TURBO,

  /** The JDK's own reader; slower, on every machine, only at full size. */
  JDK;

  private static final String KEY = "image.jpeg-library";
  private static final String AUTO = "auto";

  /** Returns the name in configurations and recipes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why it cannot be used in this process; empty where it can. */
  public Optional<String> problem() {
    return this == JDK ? Optional.empty() : TurboJpeg.problem();
  }

  /**
   * The same library, once it is known to work here.
   *
   * @throws StageFailedException if this process cannot load what the recipe names
   */
  public JpegLibrary required() {
    problem()
        .ifPresent(
            problem -> {
              throw new StageFailedException(
                  "the recipe names "
                      + word()
                      + " for JPEG files, which this process cannot load ("
                      + problem
                      + "); start the run where it loads, or with --set "
                      + KEY
                      + "="
                      + JDK.word());
            });
    return this;
  }

  /** Reads the key; {@code auto} is resolved here, so that recipes name what decodes. */
  static JpegLibrary read(ConfigReader reader) {
    String name = reader.choice(KEY, AUTO, List.of(AUTO, LIBJPEG_TURBO.word(), JDK.word()));
    if (name.equals(AUTO)) {
      JpegLibrary found = LIBJPEG_TURBO.problem().isEmpty() ? LIBJPEG_TURBO : JDK;
      reader.decided(KEY, found.word());
      return found;
    }
    return name.equals(JDK.word()) ? JDK : LIBJPEG_TURBO;
  }
}
