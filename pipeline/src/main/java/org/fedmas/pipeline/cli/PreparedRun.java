package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.run.driver.DiskNeed;
import org.fedmas.pipeline.run.driver.SourceDigestCache;
import org.fedmas.pipeline.workflow.AuxiliaryNotes;
import org.fedmas.pipeline.workflow.DataSetChecks;
import org.fedmas.pipeline.workflow.DataSetNotes;
import org.fedmas.pipeline.workflow.MethodNotes;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.PrivacyNotes;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.TrainingChecks;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.size.RunBytes;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.pretrain.PretrainSettings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.score.ClassCoverage;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;

/**
 * A run with its configuration read and its data set opened.
 *
 * @param notes sentences about the images, for log and report
 * @param caveats limits of the run's scores, as far as the tables show them
 */
record PreparedRun(
    Settings settings,
    RunFolder place,
    DataSet dataSet,
    Workflow workflow,
    List<String> notes,
    List<ScoreCaveat> caveats) {

  static PreparedRun of(ConfigOptions options) {
    return of(options, options.settings());
  }

  static PreparedRun of(ConfigOptions options, Settings settings) {
    RunFolder place = options.place(settings);
    return of(place, settings, new OpenedData(place));
  }

  /**
   * Prepares a run.
   *
   * @param data of the store and the folder of raw inputs that the run reads
   */
  static PreparedRun of(RunFolder place, Settings settings, OpenedData data) {
    DataSet dataSet = data.open(settings);
    DataSetChecks.require(settings, dataSet);
    SourceDigestCache digests = data.digests();
    Map<Path, Digest> files = new TreeMap<>();
    Function<SourceImage, Digest> imageDigests = data.imageDigests(dataSet);
    List<PartitionRow> partition = TrainingChecks.partition(settings, dataSet, imageDigests);
    Workflow workflow =
        new Workflow(
                settings,
                dataSet,
                place.data(),
                imageDigests,
                file -> files.computeIfAbsent(file, digests::of))
            .withExpectedParticipants(TrainingChecks.participants(settings, dataSet, partition));
    // report a missing or unfit checkpoint now, not after an hour of work
    workflow.units(Phase.SETUP);
    requireCheckpoints(settings, place.data());
    digests.save();
    return new PreparedRun(
        settings,
        place,
        dataSet,
        workflow,
        DataSetNotes.of(dataSet, imageDigests, partition, settings.data().partition().duplicates()),
        ClassCoverage.of(dataSet.classes(), partition).caveats(settings.evaluation().selection()));
  }

  /** Returns the comparison of the run's bytes with its disk; empty for remote artifacts. */
  Optional<DiskNeed> disk() {
    if (place.home().remote() != null) {
      return Optional.empty();
    }
    long originals =
        settings.model().views().needsOriginals()
            ? dataSet.images().stream()
                .flatMap(image -> dataSet.source(image).stream())
                .mapToLong(file -> file.toFile().length())
                .sum()
            : 0;
    RunBytes bytes =
        new RunBytes(
            settings,
            dataSet.images().size(),
            originals,
            workflow.clients().size(),
            dataSet.classes().size());
    return Optional.of(DiskNeed.of(bytes, place));
  }

  void require(SelectionOptions chosen) {
    chosen.requireIn(settings.run().rounds(), workflow.clients().size());
  }

  private static void requireCheckpoints(Settings settings, Path data) {
    settings
        .model()
        .weights()
        .requireFit(ModelSettings.WEIGHTS_KEY, data, settings.model().network().backbone());
    settings
        .pretraining()
        .ifPresent(
            chosen ->
                chosen.weights().requireFit(PretrainSettings.WEIGHTS_KEY, data, chosen.backbone()));
    if (settings.needsFeatures()) {
      AuxiliarySettings auxiliary = settings.model().auxiliary();
      for (AuxiliaryNetwork network : auxiliary.networks()) {
        network.weights().requireFit(AuxiliarySettings.WEIGHTS_KEY, data, network.extractor());
      }
    }
  }

  /**
   * Returns the warnings that are known before any work: of the data, of the scores, of the method,
   * in this order.
   */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    dataSet.missing().ifPresent(warnings::add);
    warnings.addAll(notes);
    caveats.forEach(caveat -> warnings.add(caveat.text()));
    warnings.addAll(MethodNotes.of(settings.training().local()));
    warnings.addAll(AuxiliaryNotes.of(settings, place.data()));
    warnings.addAll(PrivacyNotes.of(settings));
    if (settings.evaluation().onTest()) {
      warnings.add(
"""
the best round is selected on the test images (evaluation.selection: test): test scores \
are optimistic\
""");
    }
    return warnings;
  }
}
