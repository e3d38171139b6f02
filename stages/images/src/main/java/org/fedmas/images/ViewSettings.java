package org.fedmas.images;

import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.config.ConfigReader;

/**
 * Which views of an image there are: the keys {@code features.*} and {@code augmentation.at}, and
 * {@code image.*}, which say what became of the source's proportions.
 *
 * @param views V, drawn views beside the plain one; 0 = no augmentation
 * @param seed of the draws, independent of the run's seed
 * @param image how the stored pictures were prepared
 */
public record ViewSettings(int views, long seed, ImageSettings image) {

  /** The keys. */
  public static final List<String> KEYS =
      Stream.concat(
              Stream.of("features.views", "features.seed", "augmentation.at"),
              ImageSettings.KEYS.stream())
          .toList();

  /** Reads the keys. */
  public static ViewSettings read(ConfigReader reader) {
    reader.choice("augmentation.at", "stored", List.of("stored"));
    return new ViewSettings(
        reader.integer("features.views", 4, 0, 64),
        reader.whole("features.seed", 0, 0, Long.MAX_VALUE),
        ImageSettings.read(reader));
  }

  /**
   * One view of a stored picture.
   *
   * @param stored the image as prepared
   * @param source size of its source
   * @param image digest of the image, which keys the draw
   * @param view 0 for the plain image (the same object), or the draw's number
   * @throws IllegalArgumentException if the view is negative
   */
  public RgbImage render(RgbImage stored, ImageSize source, Digest image, int view) {
    if (view == 0) {
      return stored;
    }
    return Augmentation.Stored.of(this.image.resize(), source)
        .apply(stored, View.draw(image, view, seed));
  }
}
