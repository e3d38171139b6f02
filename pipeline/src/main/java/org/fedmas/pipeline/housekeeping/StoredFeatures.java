package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.results.probe.DivergenceTable;
import org.fedmas.results.probe.FeatureProbe;
import org.fedmas.results.probe.LabelledFeatures;
import org.fedmas.results.probe.ProbeResult;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tables.summary.Summary;
import org.jspecify.annotations.Nullable;

/**
 * The stored features of a run's images, of one auxiliary network for all clients.
 *
 * @param tables feature tables, at least one
 * @param priors class priors of round 1; empty until every client of the round has its own
 */
public record StoredFeatures(
    ArtifactStore store, Manifest partition, List<Manifest> tables, List<Manifest> priors) {

  /**
   * Finds the features of a run.
   *
   * @param units all planned units of the run
   * @param command the command line that computes what is missing
   * @throws ConfigException if the run stores no features
   * @throws MissingInputException if the partition or a feature table is not computed
   */
  public static StoredFeatures of(ArtifactStore store, List<PlannedUnit> units, String command) {
    List<PlannedUnit> tables = ofKind(units, ArtifactKind.FEATURE_TABLE);
    if (tables.isEmpty()) {
      throw new ConfigException(
          """
          features probe: found no feature tables among the units of this run, expected some. Use a \
          configuration with training.terms: [alignment] and features.views above 0""");
    }
    List<PlannedUnit> needed = new ArrayList<>(tables);
    units.stream()
        .filter(unit -> unit.unit().key().equals(RunUnits.PARTITION))
        .forEach(needed::add);
    List<PlannedUnit> absent =
        needed.stream().filter(unit -> unit.state() != UnitState.PRESENT).toList();
    if (!absent.isEmpty()) {
      throw new MissingInputException(
          "features probe: found %s of %s units, %s is %s, expected all; compute them with: %s"
              .formatted(
                  needed.size() - absent.size(),
                  needed.size(),
                  absent.get(0).unit().key(),
                  absent.get(0).state().word(),
                  command));
    }
    List<PlannedUnit> priors =
        ofKind(units, ArtifactKind.PRIOR).stream()
            .filter(unit -> new Round(1).equals(unit.unit().key().round()))
            .toList();
    boolean known = priors.stream().allMatch(unit -> unit.state() == UnitState.PRESENT);
    return new StoredFeatures(
        store,
        manifest(needed.get(needed.size() - 1)),
        tables.stream().map(StoredFeatures::manifest).toList(),
        known ? priors.stream().map(StoredFeatures::manifest).toList() : List.of());
  }

  /**
   * Probes the features.
   *
   * @param classes names, in class order
   * @param clients names, in client order
   * @param balanced whether classes count equally in the linear probe
   * @throws ConfigException without images of the training or the validation part
   */
  public ProbeResult probe(List<String> classes, List<String> clients, boolean balanced)
      throws IOException {
    List<PartitionRow> rows;
    try (OpenArtifact opened = store.open(partition)) {
      rows = PartitionTable.read(opened.file(PartitionTable.FILE));
    }
    List<OpenArtifact> opened = new ArrayList<>();
    try {
      for (Manifest table : tables) {
        opened.add(store.open(table));
      }
      List<Path> files = opened.stream().map(one -> one.file(FeatureTable.FILE)).toList();
      FeatureTable table = FeatureTable.open(files);
      AuxiliarySummary network = Summary.read(opened.get(0).folder(), AuxiliarySummary.class);
      FeatureProbe probe =
          new FeatureProbe(
              part(table, rows, Part.TRAIN, classes.size()),
              part(table, rows, Part.VALIDATION, classes.size()),
              balanced);
      return probe.result(network.network(), classes, clients, prior(clients.size()));
    } finally {
      opened.forEach(OpenArtifact::close);
    }
  }

  private static LabelledFeatures part(
      FeatureTable table, List<PartitionRow> rows, Part part, int classes) {
    List<PartitionRow> own = rows.stream().filter(row -> row.part() == part).toList();
    if (own.isEmpty()) {
      throw new ConfigException(
          """
          features probe: found no images in the %s part, expected some. Set \
          evaluation.selection to validation, and evaluation.validation-fraction above 0"""
              .formatted(part.word()));
    }
    float[][] features = new float[own.size()][];
    for (int i = 0; i < features.length; i++) {
      features[i] = table.features(own.get(i).imageId(), 0);
    }
    return new LabelledFeatures(
        features,
        own.stream().mapToInt(PartitionRow::label).toArray(),
        own.stream().mapToInt(PartitionRow::client).toArray(),
        classes);
  }

  /** Returns the class priors of the clients, null for those without one. */
  private @Nullable DivergenceTable prior(int clients) throws IOException {
    if (priors.isEmpty()) {
      return null;
    }
    List<List<@Nullable Double>> table = new ArrayList<>(Collections.nCopies(clients, List.of()));
    for (Manifest manifest : priors) {
      try (OpenArtifact opened = store.openSummaries(manifest)) {
        PriorSummary prior = Summary.read(opened.folder(), PriorSummary.class);
        List<@Nullable Double> row = new ArrayList<>();
        for (int label = 0; label < prior.classPrior().size(); label++) {
          row.add(prior.classCounts().get(label) > 0 ? prior.classPrior().get(label) : null);
        }
        table.set(prior.client(), row);
      }
    }
    return DivergenceTable.of(table);
  }

  private static List<PlannedUnit> ofKind(List<PlannedUnit> units, ArtifactKind kind) {
    return units.stream().filter(unit -> unit.kind() == kind).toList();
  }

  private static Manifest manifest(PlannedUnit unit) {
    return Objects.requireNonNull(unit.manifest());
  }
}
