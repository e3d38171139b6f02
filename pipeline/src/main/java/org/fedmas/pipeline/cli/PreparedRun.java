package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.pipeline.run.driver.SourceDigestCache;
import org.fedmas.pipeline.workflow.DataSetChecks;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.TrainingChecks;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.FlambyIsic;
import org.fedmas.preprocess.dataset.FolderImages;
import org.fedmas.preprocess.dataset.HyperKvasir;
import org.fedmas.results.record.RunFolder;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;

/** A run with its configuration read and its data set opened. */
record PreparedRun(Settings settings, RunFolder place, DataSet dataSet, Workflow workflow) {

  static PreparedRun of(ConfigOptions options) {
    Settings settings = options.settings();
    RunFolder place = options.place(settings);
    DataSet dataSet = settings.data().open(place.data());
    DataSetChecks.require(settings, dataSet);
    SourceDigestCache digests = new SourceDigestCache(place.rawDigests(), place.files());
    Map<Path, org.fedmas.contract.Digest> files = new TreeMap<>();
    Workflow workflow =
        new Workflow(
                settings,
                dataSet,
                place.data(),
                digests.of(dataSet),
                file -> files.computeIfAbsent(file, digests::of))
            .withExpectedParticipants(TrainingChecks.participants(settings, dataSet));
    // report a missing or unfit checkpoint now, not after an hour of work
    workflow.units(Phase.SETUP);
    requireCheckpoints(settings, place.data());
    digests.save();
    return new PreparedRun(settings, place, dataSet, workflow);
  }

  void require(SelectionOptions chosen) {
    chosen.requireIn(settings.run().rounds(), workflow.clients().size());
  }

  private static void requireCheckpoints(Settings settings, Path data) {
    settings
        .model()
        .weights()
        .requireFit(ModelSettings.WEIGHTS_KEY, data, settings.model().network().backbone());
    if (settings.needsFeatures()) {
      AuxiliarySettings auxiliary = settings.model().auxiliary();
      for (AuxiliaryNetwork network : auxiliary.networks()) {
        network.weights().requireFit(AuxiliarySettings.WEIGHTS_KEY, data, network.backbone());
      }
    }
  }

  /** Returns a warning about skipped images; empty for complete data sets. */
  String skipped() {
    if (dataSet instanceof FlambyIsic isic) {
      int missing = isic.skipped().stream().mapToInt(Integer::intValue).sum();
      return missing == 0
          ? ""
          : "%s missing images are skipped (per client %s); %s are present"
              .formatted(missing, isic.skipped(), dataSet.images().size());
    }
    if (dataSet instanceof HyperKvasir kvasir && kvasir.skipped() > 0) {
      return "%s missing images are skipped; %s are present"
          .formatted(kvasir.skipped(), kvasir.images().size());
    }
    if (dataSet instanceof FolderImages folder && folder.skipped() > 0) {
      return "%s missing images are skipped; %s are present"
          .formatted(folder.skipped(), dataSet.images().size());
    }
    return "";
  }
}
