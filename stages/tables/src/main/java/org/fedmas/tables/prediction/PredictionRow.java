package org.fedmas.tables.prediction;

import java.util.Arrays;
import org.fedmas.tables.partition.Part;

/**
 * The prediction of a model for an image. Treat the array as immutable.
 *
 * @param client number of the client that holds the image, from 0
 * @param model {@link #GLOBAL} or {@link #LOCAL}
 * @param label the true class, from 0 to C−1
 * @param predicted the predicted class, from 0 to C−1
 * @param probabilities one per class, C of them
 */
public record PredictionRow(
    String imageId,
    int client,
    String model,
    Part part,
    int label,
    int predicted,
    float[] probabilities) {

  /** The federation's model. */
  public static final String GLOBAL = "global";

  /** The client's own model. */
  public static final String LOCAL = "local";

  /** Last word of the units that score a client's own model, alone, on its test images. */
  public static final String PERSONAL = "test-personal";

  /** Last word of the units that score the global model without the client's part. */
  public static final String WITHOUT_CLIENT = "without-client";

  /** Last word of the units that score a client's own model on the test images of all clients. */
  public static final String EVERYWHERE = "test-everywhere";

  /** Refuses a value out of range with an {@link IllegalArgumentException}. */
  public PredictionRow {
    if (!model.equals(GLOBAL) && !model.equals(LOCAL)) {
      throw new IllegalArgumentException(
          "image %s: found model %s, expected global or local".formatted(imageId, model));
    }
    if (client < 0) {
      throw new IllegalArgumentException(
          "image %s: found client %s, expected no negative number".formatted(imageId, client));
    }
    int classes = probabilities.length;
    if (label < 0 || label >= classes || predicted < 0 || predicted >= classes) {
      throw new IllegalArgumentException(
          "image %s: found label %s and prediction %s, expected classes below %s"
              .formatted(imageId, label, predicted, classes));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PredictionRow that
        && imageId.equals(that.imageId)
        && client == that.client
        && model.equals(that.model)
        && part == that.part
        && label == that.label
        && predicted == that.predicted
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * imageId.hashCode() + Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "%s of client %s (%s), %s model: class %s, predicted %s of %s"
        .formatted(
            imageId, client, part.word(), model, label, predicted, Arrays.toString(probabilities));
  }
}
