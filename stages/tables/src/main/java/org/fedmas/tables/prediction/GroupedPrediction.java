package org.fedmas.tables.prediction;

import org.jspecify.annotations.Nullable;

/**
 * A prediction with the group of its image.
 *
 * @param group the lesion, or another group of images that are not independent; null where unknown
 */
public record GroupedPrediction(PredictionRow prediction, @Nullable String group) {}
