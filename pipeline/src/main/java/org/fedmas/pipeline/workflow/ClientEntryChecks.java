package org.fedmas.pipeline.workflow;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorRole;

/** The checks of settings that keep entries of the model on the clients. */
final class ClientEntryChecks {

  private ClientEntryChecks() {}

  static void refuse(
      ConfigReader reader, NormalisationSharing normalisation, ModelSettings network) {
    Layout layout = network.head().layout(network.backbone(), 2);
    refuse(reader, normalisation, layout, network.backbone().id());
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
