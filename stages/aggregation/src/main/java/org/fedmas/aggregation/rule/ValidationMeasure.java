package org.fedmas.aggregation.rule;

import java.util.List;
import org.fedmas.tables.prediction.PredictionRow;

/** A measure of a client's validation images, taken after the round before. */
public sealed interface ValidationMeasure permits GapMetric, ScoreWithoutClient {

  /**
   * Returns whether the global model without the client's part predicts, instead of the global
   * model and the client's own.
   */
  boolean leavesOut();

  /** Returns the measure from the predictions of one client; NaN without images. */
  double of(List<PredictionRow> rows);
}
