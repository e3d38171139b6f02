package org.fedmas.prior;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.LossSettings;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.loss.Loss;

/**
 * The settings of the class prior.
 *
 * @param plan the images, views and batches that it is measured on
 * @param loss the measure in place of the divergence if λ = 0
 * @param alignmentWeight λ
 */
public record PriorSettings(PriorPlan plan, Loss loss, double alignmentWeight) {

  /** Reads the keys. */
  public static PriorSettings read(ConfigReader reader) {
    return new PriorSettings(
        PriorPlan.read(reader),
        LossSettings.read(reader),
        reader.number(LossSettings.ALIGNMENT_WEIGHT, 3, 0, 1e6));
  }
}
