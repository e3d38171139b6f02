package org.fedmas.tables.prediction;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The prediction of a model for an image of unknown class. Treat the array as immutable.
 *
 * @param image the image's name or path as given
 * @param predicted name of the most probable class
 * @param probabilities one per class
 * @param warning differences from the training images and damage of the file; null without any
 */
public record ImagePrediction(
    String image, String predicted, float[] probabilities, @Nullable String warning) {

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePrediction that
        && image.equals(that.image)
        && predicted.equals(that.predicted)
        && Arrays.equals(probabilities, that.probabilities)
        && java.util.Objects.equals(warning, that.warning);
  }

  @Override
  public int hashCode() {
    return 31 * image.hashCode() + Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "%s: %s of %s".formatted(image, predicted, Arrays.toString(probabilities));
  }
}
