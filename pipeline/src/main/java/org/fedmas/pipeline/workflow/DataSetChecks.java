package org.fedmas.pipeline.workflow;

import org.fedmas.contract.error.ConfigException;
import org.fedmas.partition.PartitionSettings;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.OfficialSplit;

/** The checks, before any work, that a data set can be split as configured. */
public final class DataSetChecks {

  private DataSetChecks() {}

  /** Checks the configured split and clients; errors name the key to change. */
  public static void require(Settings whole, DataSet dataSet) {
    PartitionSettings settings = whole.data().partition();
    if (!settings.clients().isNatural()
        && whole.needsFeatures()
        && whole.model().auxiliary().networks().size() > 1) {
      throw new ConfigException(
          """
          partition.kind: found simulated clients with several auxiliary networks \
          (auxiliary.network), whose features belong to the data set's own clients; set \
          partition.kind: natural or name one network""");
    }
    if (settings.clients().isNatural() && dataSet.isPool()) {
      throw new ConfigException(
          """
          partition.kind: found natural, but the data set does not name the client of an image \
          (manifest: the column client; folders: dataset.layout: client-class; hyper-kvasir has \
          none); set partition.kind: dirichlet, iid or quantity, and partition.clients""");
    }
    settings
        .split()
        .require(
            dataSet.officialSplit().stream().mapToInt(OfficialSplit::folds).findFirst(),
            dataSet.images().stream().anyMatch(image -> image.lesionId() != null));
  }
}
