package org.fedmas.pipeline.workflow;

import java.util.Optional;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pretrain.PretrainImages;
import org.fedmas.pretrain.PretrainSettings;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;

/** The checks of settings that pretrain the auxiliary network. */
final class PretrainChecks {

  private PretrainChecks() {}

  /** Reads the settings if an auxiliary network is to be pretrained. */
  static Optional<PretrainSettings> read(ConfigReader reader, AuxiliarySettings auxiliary) {
    return auxiliary.networks().stream()
        .filter(network -> network.weights().isPretrained())
        .findFirst()
        .map(network -> PretrainSettings.read(reader, network.extractor().id()));
  }

  static void refuse(
      ConfigReader reader,
      PretrainSettings chosen,
      Settings.Model model,
      Settings.Data data,
      FederationKind federation) {
    if (model.auxiliary().networks().size() > 1) {
      reader.problem(
          AuxiliarySettings.NETWORK_KEY,
          "one network, since %s pretrains one".formatted(AuxiliarySettings.WEIGHTS_KEY));
      return;
    }
    AuxiliaryNetwork network = model.auxiliary().networks().get(0);
    if (!network.extractor().equals(chosen.backbone())) {
      reader.problem(
          PretrainSettings.BACKBONE_KEY,
          "%s, the architecture of %s %s"
              .formatted(network.extractor().id(), AuxiliarySettings.NETWORK_KEY, network.name()));
    }
    if (federation == FederationKind.POOLED
        && (chosen.images().federated() || chosen.images().client().isPresent())) {
      reader.problem(
          PretrainImages.KEY,
          "pooled, since %s is %s".formatted(FederationKind.KEY, federation.id()));
    }
    int side = chosen.imageSize() > 0 ? chosen.imageSize() : data.preparation().image().side();
    try {
      chosen.backbone().requireImages(side, side);
    } catch (ConfigException e) {
      reader.problem("pretrain.image-size", "a size that the backbone takes: " + e.getMessage());
    }
  }
}
