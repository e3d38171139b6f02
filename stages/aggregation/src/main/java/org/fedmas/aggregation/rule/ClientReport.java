package org.fedmas.aggregation.rule;

import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.StageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What aggregation needs to know of one participant in one round. A client with fewer than two
 * training images is none: it sits out and has no report.
 *
 * @param client which client
 * @param images n_k, the number of its training images, at least 2
 * @param imagesInBatches batches times batch size, what the published code takes for n_k; 0 if all
 *     its images lie in a dropped batch
 * @param divergences its P_kc and S_kc; may be absent under the rule {@code avg}
 */
public record ClientReport(
    ClientId client, int images, int imagesInBatches, @Nullable ClassDivergences divergences) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the client should have sat out or a count is negative
   * @throws StageFailedException if a divergence is no finite number
   */
  public ClientReport {
    if (images < 2) {
      throw new IllegalArgumentException(
          "client "
              + client.number()
              + " has "
              + images
              + " training images; a client with fewer than 2 sits out, leave its report out");
    }
    if (imagesInBatches < 0) {
      throw new IllegalArgumentException(
          "client " + client.number() + ": " + imagesInBatches + " images in batches");
    }
    if (divergences != null) {
      requireFinite(client, "prior", divergences.prior());
      requireFinite(client, "class divergence", divergences.training());
    }
  }

  private static void requireFinite(ClientId client, String what, double[] values) {
    for (int c = 0; c < values.length; c++) {
      if (!Double.isFinite(values[c])) {
        throw new StageFailedException(
            String.format(
                "client %d: the %s of class %d is %s, expected a finite number: its training"
                    + " diverged; lower training.learning-rate or set training.clip-norm",
                client.number(), what, c, values[c]));
      }
    }
  }
}
