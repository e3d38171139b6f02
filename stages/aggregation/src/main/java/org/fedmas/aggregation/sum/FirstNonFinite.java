package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.error.StageFailedException;

/**
 * A search for the client whose NaN or infinity reached a sum. Values are only inspected after a
 * sum is not finite, because checking the sums alone costs nothing per client.
 *
 * @param models the models in the order of summation
 */
record FirstNonFinite(List<Summand> models) {

  /**
   * Inspects all models; returns normally if all values are finite and only their sum exceeds
   * float64.
   *
   * @throws StageFailedException naming client, element and file
   */
  void report(TensorRange piece) throws IOException {
    Workspace workspace = new Workspace();
    for (Summand model : models) {
      try (Summand.Open open = model.open()) {
        for (TensorRange step : piece.inStepsOf(Workspace.ELEMENTS)) {
          report(step, workspace.read(open, step), model.model());
        }
      }
    }
  }

  private static void report(TensorRange step, ByteBuffer bytes, WeightedModel model) {
    for (int i = 0; i < step.count(); i++) {
      double value = step.sum().value(bytes, i);
      if (!Double.isFinite(value)) {
        throw new StageFailedException(
            String.format(
                Locale.ROOT,
                "client %s: %s at element %s of %s in %s, expected finite numbers: its training"
                    + " diverged; lower training.learning-rate or set training.clip-norm",
                model.client().number(),
                value,
                step.first() + i,
                step.sum().layout().name(),
                model.file()));
      }
    }
  }
}
