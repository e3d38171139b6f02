/**
 * Predictions of a trained model for files of images, as a stream. Entry class: {@link
 * org.fedmas.pipeline.predict.Predictor}. Imported by {@code cli}.
 */
@NullMarked
package org.fedmas.pipeline.predict;

import org.jspecify.annotations.NullMarked;
