package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitCheckpoint;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;

/**
 * The units of a small run on generated pictures at full size. A unit can be computed repeatedly,
 * to measure a stage including its files.
 */
final class Units {

  /** The client with the most images. */
  private static final ClientId LARGE = new ClientId(0);

  private static final String RESNET50 = "imagenet-resnet50";

  private static final String CONFIG =
      """
      dataset: {kind: sample, images: %s}
      split: {kind: official}
      image: {size: 224}
      model: {backbone: resnet18, weights: seeded}
      auxiliary: {network: %s, weights: seeded}
      features: {views: %s}
      training: {batch-size: 16, epochs: %s, terms: %s}
      aggregation: {rule: %s}
      engine: {threads: %s, precision: %s}
      rounds: 1
      """;

  private final Settings settings;
  private final ArtifactStore store;
  private final Planner planner;
  private final Workflow workflow;
  private final Path data;

  private Units(String config, Path work) {
    this.settings = Settings.read(ConfigSource.yaml("bench.yaml", config, new ConfigProblems()));
    this.data = work;
    this.store = new ArtifactStore(work.resolve("artifacts"));
    this.planner =
        new Planner(
            store,
            StageRegistry::stage,
            settings.config(),
            settings.run().engine().numerics().fields(),
            Map.of());
    DataSet dataSet = settings.data().open(work);
    this.workflow = WholeRun.workflow(settings, dataSet, work, dataSet::digest);
    TensorEngine.useThreads(settings.run().engine().threads());
  }

  /** Returns units of Fed-MAS with stored features. */
  static Units aligned(Bench bench, int views, int epochs) {
    return of(bench, RESNET50, views, epochs, "[alignment]", "mas", Precision.FLOAT32);
  }

  /** Returns units of Fed-MAS with stored features of a network. */
  static Units encoded(Bench bench, String network, int views) {
    return of(bench, network, views, 1, "[alignment]", "mas", Precision.FLOAT32);
  }

  private static Units of(
      Bench bench,
      String network,
      int views,
      int epochs,
      String terms,
      String rule,
      Precision precision) {
    return new Units(
        CONFIG.formatted(
            images(bench), network, views, epochs, terms, rule, bench.threads(), precision.id()),
        bench.work());
  }

  /** Returns units of federated averaging in a precision. */
  static Units plain(Bench bench, int epochs, Precision precision) {
    return of(bench, RESNET50, 1, epochs, "[]", "avg", precision);
  }

  private static int images(Bench bench) {
    return bench.quick() ? 96 : 160;
  }

  /** Computes the missing units of one client up to the given stage. */
  Units prepared(StageName until) throws Exception {
    build(workflow.units(Phase.PREPARATION), until);
    build(workflow.units(Phase.SETUP), until);
    return this;
  }

  /** Plans and returns the large client's unit of a stage. */
  PlannedUnit unit(StageName stage) {
    List<WorkUnit> units =
        stage.compareTo(StageName.PRIOR) < 0
            ? workflow.units(Phase.SETUP)
            : workflow.units(new Phase(Phase.Kind.LOCAL_WORK, new Round(1)));
    return planner.plan(units).stream()
        .filter(one -> one.unit().key().stage() == stage)
        .filter(one -> LARGE.equals(one.unit().key().client()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the number of training images of the large client. */
  int trainingImages() throws IOException {
    Path partition = store.folder(manifest(RunUnits.PARTITION));
    return (int)
        PartitionTable.read(partition.resolve(PartitionTable.FILE)).stream()
            .filter(row -> row.client() == LARGE.number() && row.part() == Part.TRAIN)
            .count();
  }

  /** Returns the folder of the large client's first shard. */
  Path shard() {
    UnitKey key =
        workflow.units(Phase.PREPARATION).stream()
            .map(WorkUnit::key)
            .filter(one -> LARGE.equals(one.client()))
            .findFirst()
            .orElseThrow();
    return store.folder(manifest(key));
  }

  /** Returns the folder of the model before the first round. */
  Path startModel() {
    return store.folder(manifest(RunUnits.START));
  }

  /** Measures a unit, whose output is then deleted. */
  Cost measure(PlannedUnit unit, double images) throws Exception {
    Path output = Files.createTempDirectory(data, "unit-");
    try {
      UnitContext context = context(unit, output);
      return Meter.of(
          images, () -> StageRegistry.stage(unit.unit().key().stage()).compute(context));
    } finally {
      DurableFiles.local().delete(output);
    }
  }

  private void build(List<WorkUnit> units, StageName until) throws Exception {
    for (PlannedUnit unit : planner.plan(units)) {
      UnitKey key = unit.unit().key();
      boolean wanted = key.client() == null || key.client().equals(LARGE);
      // the start model is training's round 0
      boolean soon = key.stage().compareTo(until) <= 0 || key.round() != null;
      if (unit.isReady() && wanted && soon) {
        Recipe recipe = Objects.requireNonNull(unit.recipe());
        Path staging = store.stage(new ArtifactRef(unit.kind(), recipe.fingerprint()));
        StageRegistry.stage(key.stage()).compute(context(unit, staging));
        store.commit(staging, unit.kind(), recipe);
      }
    }
    planner.plan(units);
  }

  private UnitContext context(PlannedUnit unit, Path output) {
    Map<String, List<Path>> inputs = new TreeMap<>();
    unit.unit()
        .inputs()
        .forEach(
            (role, keys) ->
                inputs.put(role, keys.stream().map(key -> store.folder(manifest(key))).toList()));
    Recipe recipe = Objects.requireNonNull(unit.recipe(), () -> unit.unit().key() + " cannot run");
    return new UnitContext(
        unit.unit().key(),
        recipe.config(),
        inputs,
        recipe.raw(),
        Objects.requireNonNullElse(recipe.numerics(), Map.of()),
        data,
        output,
        UnitProgress.none(),
        UnitCheckpoint.none());
  }

  private ArtifactRef manifest(UnitKey key) {
    return planner.manifest(key).orElseThrow().ref();
  }
}
