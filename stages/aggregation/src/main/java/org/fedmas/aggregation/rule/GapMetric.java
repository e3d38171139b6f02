package org.fedmas.aggregation.rule;

import java.util.List;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;
import org.fedmas.tables.prediction.PredictionRow;

/** The score whose change from a client's own model to the global model is its gap. */
public enum GapMetric implements Named.EnumConstant, ValidationMeasure {
  /** Mean cross entropy. */
  LOSS(1) {
    @Override
    double of(PredictionRow row) {
      // stored in float32, where a probability below 1e-45 is 0
      return -StrictMath.log(Math.max(row.probabilities()[row.label()], Float.MIN_VALUE));
    }
  },
  /** Share of correct predictions. */
  ACCURACY(-1) {
    @Override
    double of(PredictionRow row) {
      return row.predicted() == row.label() ? 1 : 0;
    }
  };

  private final int sign;

  GapMetric(int sign) {
    this.sign = sign;
  }

  static Choice<GapMetric> choice() {
    return Choice.of("feddg-ga.metric", LOSS.id(), values());
  }

  /** Returns the sign that turns a growing score into a growing weight. */
  int sign() {
    return sign;
  }

  @Override
  public boolean leavesOut() {
    return false;
  }

  /** Returns the score of one prediction. */
  abstract double of(PredictionRow row);

  /**
   * Returns a client's gap, the mean score of the global model minus that of its own model; NaN if
   * either predicted no image.
   *
   * @param rows the predictions of both models for the client's validation images
   */
  @Override
  public double of(List<PredictionRow> rows) {
    return mean(rows, PredictionRow.GLOBAL) - mean(rows, PredictionRow.LOCAL);
  }

  private double mean(List<PredictionRow> rows, String model) {
    double sum = 0;
    int count = 0;
    for (PredictionRow row : rows) {
      if (row.model().equals(model)) {
        sum += of(row);
        count++;
      }
    }
    return sum / count;
  }
}
