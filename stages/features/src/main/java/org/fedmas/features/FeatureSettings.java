package org.fedmas.features;

import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.input.PriorPlan;
import org.jspecify.annotations.Nullable;

/**
 * The settings of feature tables and of adapted networks.
 *
 * @param plan the prior pass that an adaptation goes through; null for feature tables
 */
record FeatureSettings(AuxiliarySettings auxiliary, ViewSettings views, @Nullable PriorPlan plan) {

  static FeatureSettings read(ArtifactKind kind, ConfigReader reader) {
    AuxiliarySettings auxiliary = AuxiliarySettings.read(reader);
    if (kind == ArtifactKind.FEATURE_TABLE) {
      return new FeatureSettings(auxiliary, ViewSettings.read(reader), null);
    }
    PriorPlan plan = PriorPlan.read(reader);
    return new FeatureSettings(auxiliary, plan.views(reader), plan);
  }
}
