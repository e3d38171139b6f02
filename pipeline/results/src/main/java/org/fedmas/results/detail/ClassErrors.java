package org.fedmas.results.detail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The test images of one class that the model was most sure to be of another.
 *
 * @param label the true class, from 0
 * @param images in descending order of the probability of the predicted class
 */
public record ClassErrors(int label, List<Image> images) {

  /** The number of images per class. */
  public static final int MOST = 6;

  public ClassErrors {
    images = List.copyOf(images);
  }

  /**
   * One misclassified image.
   *
   * @param client number of the client that holds it
   * @param predicted the predicted class
   * @param probability of the predicted class
   * @param ofTruth probability of the true class
   * @param picture a data URL of the prepared image; null where its pixels are no longer stored
   */
  public record Image(
      String imageId,
      int client,
      int predicted,
      double probability,
      double ofTruth,
      @Nullable String picture) {

    /** Returns this image with a picture. */
    public Image with(@Nullable String other) {
      return new Image(imageId, client, predicted, probability, ofTruth, other);
    }
  }
}
