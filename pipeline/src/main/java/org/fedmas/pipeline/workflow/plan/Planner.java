package org.fedmas.pipeline.workflow.plan;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.ManifestsAhead;
import org.fedmas.store.Recipe;
import org.fedmas.store.RecipeDifference;
import org.jspecify.annotations.Nullable;

/**
 * The planner of a run: gives each unit a recipe with the content digests of its inputs, and looks
 * the fingerprint up in the store. A unit must be planned after the units that it reads.
 */
public final class Planner {

  private final ArtifactStore store;
  private final Function<StageName, Stage> stages;
  private final Config config;
  private final Map<String, String> numerics;
  private final Map<UnitKey, ArtifactRef> earlier;
  private final Map<UnitKey, PlannedUnit> planned = new LinkedHashMap<>();

  /** The part of recipes that all units of a kind share. */
  private final Map<Kind, Part> parts = new HashMap<>();

  private Function<ArtifactRef, Optional<Manifest>> manifests;

  /**
   * Creates a planner for one run.
   *
   * @param stages the stages by name
   * @param config the whole resolved configuration
   * @param numerics the facts about this machine that decide about floating-point results
   * @param earlier the artifact of each unit in the run's record
   */
  public Planner(
      ArtifactStore store,
      Function<StageName, Stage> stages,
      Config config,
      Map<String, String> numerics,
      Map<UnitKey, ArtifactRef> earlier) {
    this.store = store;
    this.stages = stages;
    this.config = config;
    this.numerics = numerics;
    this.earlier = earlier;
    this.manifests = store::find;
  }

  /** The units of a stage that make artifacts of one kind. */
  private record Kind(StageName stage, ArtifactKind kind) {}

  /**
   * The part of recipes that all units of a kind share.
   *
   * @param version the stage's version under that configuration
   */
  private record Part(int version, Config config) {

    static Part of(Stage stage, ArtifactKind kind, Config whole) {
      Config config = stage.recipeConfig(kind, whole);
      return new Part(stage.version(kind, config), config);
    }
  }

  /**
   * Reads the manifests that the run's record names on a second thread too, until closed. No job
   * may change the store meanwhile.
   */
  public Closeable readAhead() {
    ManifestsAhead ahead = ManifestsAhead.of(store, earlier.values());
    manifests = ahead::find;
    return () -> {
      ahead.close();
      manifests = store::find;
    };
  }

  /** Plans some units, in order. */
  public List<PlannedUnit> plan(List<WorkUnit> units) {
    List<PlannedUnit> result = new ArrayList<>();
    for (WorkUnit unit : units) {
      PlannedUnit one = plan(unit);
      planned.put(unit.key(), one);
      result.add(one);
    }
    return result;
  }

  /** Plans a unit again, after a job ran it. */
  public PlannedUnit refresh(PlannedUnit unit) {
    return plan(List.of(unit.unit())).get(0);
  }

  /** Returns every unit planned so far, in order, as last seen. */
  public List<PlannedUnit> all() {
    return List.copyOf(planned.values());
  }

  /** Returns a unit as last seen; empty if it was not planned yet. */
  public Optional<PlannedUnit> unit(UnitKey key) {
    return Optional.ofNullable(planned.get(key));
  }

  /** Returns the manifest of a unit that is present. */
  public Optional<Manifest> manifest(UnitKey key) {
    PlannedUnit unit = planned.get(key);
    return Optional.ofNullable(unit == null ? null : unit.manifest());
  }

  private PlannedUnit plan(WorkUnit unit) {
    Stage stage = stages.apply(unit.key().stage());
    var kind = stage.kind(unit.key());
    UnitState absent = earlier.containsKey(unit.key()) ? UnitState.STALE : UnitState.MISSING;
    if (unit.waitsFor() != null) {
      return new PlannedUnit(unit, kind, null, null, absent, unit.waitsFor());
    }
    Map<String, List<Digest>> contents = new TreeMap<>();
    for (Map.Entry<String, List<UnitKey>> role : unit.inputs().entrySet()) {
      List<Digest> digests = new ArrayList<>();
      for (UnitKey input : role.getValue()) {
        Optional<Manifest> manifest = manifest(input);
        if (manifest.isEmpty()) {
          return new PlannedUnit(
              unit, kind, null, null, absent, role.getKey() + " " + input + " is not built");
        }
        digests.add(manifest.get().content());
      }
      contents.put(role.getKey(), digests);
    }
    Part part =
        parts.computeIfAbsent(new Kind(stage.name(), kind), any -> Part.of(stage, kind, config));
    Recipe recipe =
        Recipe.of(
            unit.key(),
            part.version(),
            part.config(),
            contents,
            unit.raw(),
            numerics(stage, unit.key()));
    ArtifactRef ref = new ArtifactRef(kind, recipe.fingerprint());
    Optional<Manifest> manifest = manifests.apply(ref);
    if (manifest.isPresent()) {
      UnitState there =
          !kind.payload().isEmpty() && store.isReleased(ref)
              ? UnitState.RELEASED
              : UnitState.PRESENT;
      return new PlannedUnit(unit, kind, recipe, manifest.get(), there, null);
    }
    String difference = difference(unit.key(), recipe);
    return difference == null
        ? new PlannedUnit(unit, kind, recipe, null, UnitState.MISSING, "not built yet")
        : new PlannedUnit(unit, kind, recipe, null, UnitState.STALE, difference);
  }

  private @Nullable String difference(UnitKey key, Recipe recipe) {
    ArtifactRef before = earlier.get(key);
    if (before == null || before.fingerprint().equals(recipe.fingerprint())) {
      return null;
    }
    return store
        .find(before)
        .flatMap(manifest -> RecipeDifference.between(manifest.recipe(), recipe))
        .map(RecipeDifference::toString)
        .orElse(null);
  }

  /** Returns the facts that decide the bits of a unit; null if it runs no tensors. */
  private @Nullable Map<String, String> numerics(Stage stage, UnitKey unit) {
    if (!stage.usesTensors(unit)) {
      return null;
    }
    if (stage.followsPrecision(unit)) {
      return numerics;
    }
    Map<String, String> without = new TreeMap<>(numerics);
    without.remove(UnitContext.PRECISION);
    return without;
  }
}
