package org.fedmas.aggregation.rule;

import java.util.Locale;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.summary.UpdateSummary.LocalSteps;
import org.jspecify.annotations.Nullable;

/**
 * The report of one participant to the aggregation of one round. A client with fewer than 2
 * training images is excluded and has no report.
 *
 * @param client the client
 * @param images n_k, the number of its training images, at least 2
 * @param imagesInBatches batches times batch size, the n_k of the published code; 0 if all of the
 *     client's images are in a dropped batch
 * @param measurements the client's P_kc and S_kc; may be absent under the rule {@code avg}
 * @param steps the client's local steps; absent unless a method combines models by them
 */
public record ClientReport(
    ClientId client,
    int images,
    int imagesInBatches,
    @Nullable ClassMeasurements measurements,
    @Nullable LocalSteps steps) {

  /** Creates a report without local steps. */
  public ClientReport(
      ClientId client, int images, int imagesInBatches, @Nullable ClassMeasurements measurements) {
    this(client, images, imagesInBatches, measurements, null);
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the client must be excluded or a count is negative
   * @throws StageFailedException if a measurement is not finite
   */
  public ClientReport {
    if (images < 2) {
      throw new IllegalArgumentException(
          "client %s has %s training images, expected 2 or more; it is excluded, omit its report"
              .formatted(client.number(), images));
    }
    if (imagesInBatches < 0) {
      throw new IllegalArgumentException(
          "client " + client.number() + ": " + imagesInBatches + " images in batches");
    }
    if (measurements != null) {
      requireFinite(client, "class prior", measurements.classPrior());
      requireFinite(client, "class divergence", measurements.classDivergence());
    }
  }

  private static void requireFinite(ClientId client, String what, double[] values) {
    for (int c = 0; c < values.length; c++) {
      if (!Double.isFinite(values[c])) {
        throw new StageFailedException(
            String.format(
                Locale.ROOT,
                "client %s: the %s of class %s is %s, expected a finite number: its training"
                    + " diverged; lower training.learning-rate or set training.clip-norm",
                client.number(),
                what,
                c,
                values[c]));
      }
    }
  }
}
