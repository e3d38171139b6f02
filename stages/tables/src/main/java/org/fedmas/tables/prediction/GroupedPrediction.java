package org.fedmas.tables.prediction;

import org.fedmas.tables.parquet.TextColumns;
import org.jspecify.annotations.Nullable;

/**
 * A prediction with the group and the attributes of its image.
 *
 * @param group the lesion, or another group of images that are not independent; null where unknown
 * @param attributes what else the data set says of the image, such as the patient's age
 */
public record GroupedPrediction(
    PredictionRow prediction, @Nullable String group, TextColumns attributes) {

  /** Creates a prediction for an image without attributes. */
  public GroupedPrediction(PredictionRow prediction, @Nullable String group) {
    this(prediction, group, TextColumns.NONE);
  }
}
