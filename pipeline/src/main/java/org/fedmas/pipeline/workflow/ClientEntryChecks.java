package org.fedmas.pipeline.workflow;

import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tensors.config.HeadKind;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorRole;

/** The checks of settings that keep entries of the model on the clients. */
final class ClientEntryChecks {

  private ClientEntryChecks() {}

  static void refuse(ConfigReader reader, Settings.Training training, ModelSettings network) {
    Layout layout = network.head().layout(network.backbone(), 2);
    refuse(reader, training.normalisation(), layout, network.backbone().id());
    FederationKind federation = training.federation();
    if (federation == FederationKind.FEDERATED) {
      return;
    }
    String since =
        ", since no entries are shared under %s: %s".formatted(FederationKind.KEY, federation.id());
    if (training.normalisation().keepsEntries()) {
      reader.problem(NormalisationSharing.KEY, NormalisationSharing.SHARED.id() + since);
    }
    if (network.hasPersonalHead()) {
      reader.problem(HeadKind.KEY, "standard or simplex" + since);
    }
  }

  static void refuse(
      ConfigReader reader, NormalisationSharing normalisation, Layout layout, String backbone) {
    if (normalisation.keepsEntries()
        && layout.tensors().stream().noneMatch(spec -> spec.role() == TensorRole.MEAN)) {
      reader.problem(
          NormalisationSharing.KEY,
          "shared with model.backbone %s, which has no batch normalisation".formatted(backbone));
    }
  }
}
