package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.run.driver.SourceDigestCache;
import org.fedmas.pipeline.workflow.DataSetChecks;
import org.fedmas.pipeline.workflow.DataSetNotes;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.TrainingChecks;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.FlambyIsic;
import org.fedmas.preprocess.dataset.FolderImages;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.results.record.RunFolder;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;

/**
 * A run with its configuration read and its data set opened.
 *
 * @param notes sentences about the images, for log and report
 */
record PreparedRun(
    Settings settings, RunFolder place, DataSet dataSet, Workflow workflow, List<String> notes) {

  static PreparedRun of(ConfigOptions options) {
    Settings settings = options.settings();
    RunFolder place = options.place(settings);
    DataSet dataSet = settings.data().open(place.data());
    DataSetChecks.require(settings, dataSet);
    SourceDigestCache digests = new SourceDigestCache(place.rawDigests(), place.files());
    Map<Path, Digest> files = new TreeMap<>();
    Function<SourceImage, Digest> imageDigests = digests.of(dataSet);
    List<PartitionRow> rows = TrainingChecks.rows(settings, dataSet);
    Workflow workflow =
        new Workflow(
                settings,
                dataSet,
                place.data(),
                imageDigests,
                file -> files.computeIfAbsent(file, digests::of))
            .withExpectedParticipants(TrainingChecks.participants(settings, dataSet, rows));
    // report a missing or unfit checkpoint now, not after an hour of work
    workflow.units(Phase.SETUP);
    requireCheckpoints(settings, place.data());
    digests.save();
    return new PreparedRun(
        settings, place, dataSet, workflow, DataSetNotes.of(dataSet, imageDigests, rows));
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
    if (dataSet instanceof FolderImages folder && folder.skipped() > 0) {
      return "%s missing images are skipped; %s are present"
          .formatted(folder.skipped(), dataSet.images().size());
    }
    return "";
  }
}
