package org.fedmas.images;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;

/**
 * Which views of an image there are: the keys {@code features.*} and {@code augmentation.at}.
 *
 * @param views V, drawn views beside the plain one; 0 = no augmentation
 * @param seed of the draws, independent of the run's seed
 */
public record ViewSettings(int views, long seed) {

  /** The keys. */
  public static final List<String> KEYS =
      List.of("features.views", "features.seed", "augmentation.at");

  /** Reads the keys. */
  public static ViewSettings read(ConfigReader reader) {
    reader.choice("augmentation.at", "stored", List.of("stored"));
    return new ViewSettings(
        reader.integer("features.views", 4, 0, 64),
        reader.whole("features.seed", 0, 0, Long.MAX_VALUE));
  }
}
