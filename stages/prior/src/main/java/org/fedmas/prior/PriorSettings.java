package org.fedmas.prior;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.loss.Loss;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the class prior.
 *
 * @param plan the images, views and batches that it is measured on
 * @param views the views in full
 * @param model the network of the received model
 * @param loss the measure in place of the divergence if λ = 0
 * @param alignmentWeight λ
 * @param auxiliary the networks, where a unit may have to run one; otherwise null
 */
public record PriorSettings(
    PriorPlan plan,
    ViewSettings views,
    ModelSettings model,
    Loss loss,
    double alignmentWeight,
    @Nullable AuxiliarySettings auxiliary) {

  public static PriorSettings read(ConfigReader reader) {
    PriorPlan plan = PriorPlan.read(reader);
    double weight = TermName.alignmentWeight(reader);
    return new PriorSettings(
        plan,
        plan.views(reader),
        ModelSettings.read(reader),
        weight == 0 ? Loss.read(reader) : Loss.choice().read(reader),
        weight,
        weight == 0 ? null : AuxiliaryFeatures.networks(reader, plan.view().isEmpty()));
  }
}
