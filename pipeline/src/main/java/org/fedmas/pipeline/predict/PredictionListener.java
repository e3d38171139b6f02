package org.fedmas.pipeline.predict;

import java.io.IOException;
import org.fedmas.tables.prediction.ImagePrediction;

/** A receiver of predictions, in the order of the images. */
public interface PredictionListener {

  /** Receives a prediction. */
  void predicted(ImagePrediction prediction) throws IOException;

  /** Receives an image that has no prediction, with the reason. */
  void skipped(String image, String reason) throws IOException;
}
