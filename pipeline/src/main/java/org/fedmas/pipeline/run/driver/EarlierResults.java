package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.fedmas.store.RecipeDifference;

/**
 * The results that an earlier start left in a run's folder. They are moved to a folder of their own
 * before a start with another configuration or other data replaces them. More rounds, and keys that
 * no result depends on, continue the same run.
 */
public final class EarlierResults {

  private final RunFolder place;
  private final Settings settings;
  private final RunRecord record;

  private EarlierResults(RunFolder place, Settings settings, RunRecord record) {
    this.place = place;
    this.settings = settings;
    this.record = record;
  }

  /**
   * Moves the results of a run to {@code <run>@<time>} unless this start continues the same run.
   *
   * @param first the units that are known before any work, jobs in order
   * @return the warning for users; empty if nothing was moved
   */
  public static Optional<String> moveAside(
      RunFolder place, Settings settings, List<List<WorkUnit>> first) throws IOException {
    Optional<RunRecord> record = RunRecord.read(place.folder());
    if (record.isEmpty() || !Files.exists(place.folder().resolve(RunResults.METRICS))) {
      return Optional.empty();
    }
    Optional<String> difference =
        new EarlierResults(place, settings, record.get()).difference(first);
    if (difference.isEmpty()) {
      return Optional.empty();
    }
    RunFolder aside = place.moveAside(record.get().started());
    return Optional.of(
        "the results of an earlier start differ in %s; they are moved to %s, and their artifacts are kept"
            .formatted(difference.get(), aside.where("")));
  }

  /** Returns the first difference that results depend on; empty where both are the same run. */
  private Optional<String> difference(List<List<WorkUnit>> first) {
    Map<UnitKey, ArtifactRef> recorded = new LinkedHashMap<>();
    record.units().forEach(unit -> recorded.put(UnitKey.parse(unit.unit()), unit.ref()));
    Optional<String> rounds = fewerRounds();
    if (rounds.isPresent()) {
      return rounds;
    }
    Optional<String> config = configuration(recorded);
    return config.isPresent() ? config : data(recorded, first);
  }

  private Optional<String> fewerRounds() {
    int before = record.config().path("rounds").asInt();
    int now = settings.run().rounds();
    return now < before ? Optional.of("rounds: %s → %s".formatted(before, now)) : Optional.empty();
  }

  private Optional<String> configuration(Map<UnitKey, ArtifactRef> recorded) {
    TreeSet<String> keys = new TreeSet<>();
    for (ArtifactRef ref : examples(recorded)) {
      place
          .store()
          .find(ref)
          .map(Manifest::recipe)
          .ifPresent(recipe -> keys.addAll(recipe.config().values().keySet()));
    }
    return ConfigDifference.first(record, settings.config(), keys);
  }

  /** Returns the first and the last artifact of each kind of unit, whose recipes hold its keys. */
  private static TreeSet<ArtifactRef> examples(Map<UnitKey, ArtifactRef> recorded) {
    Map<String, ArtifactRef> first = new HashMap<>();
    Map<String, ArtifactRef> last = new HashMap<>();
    recorded.forEach(
        (key, ref) -> {
          String kind = ref.kind() + key.toString().replaceAll("[0-9]+", "");
          first.putIfAbsent(kind, ref);
          last.put(kind, ref);
        });
    TreeSet<ArtifactRef> examples = new TreeSet<>(Comparator.comparing(ArtifactRef::path));
    examples.addAll(first.values());
    examples.addAll(last.values());
    return examples;
  }

  /** Returns the first difference in images, tables and checkpoints. */
  private Optional<String> data(Map<UnitKey, ArtifactRef> recorded, List<List<WorkUnit>> first) {
    Planner planner =
        new Planner(
            place.store(),
            StageRegistry::stage,
            settings.config(),
            settings.run().engine().numerics().fields(),
            recorded);
    for (List<WorkUnit> job : first) {
      for (PlannedUnit unit : planner.plan(job)) {
        ArtifactRef before = recorded.get(unit.unit().key());
        Recipe now = unit.recipe();
        if (before == null || now == null || before.fingerprint().equals(now.fingerprint())) {
          continue;
        }
        Optional<RecipeDifference> difference =
            place
                .store()
                .find(before)
                .flatMap(
                    manifest ->
                        RecipeDifference.all(manifest.recipe(), now).stream()
                            .filter(EarlierResults::isOfData)
                            .findFirst());
        if (difference.isPresent()) {
          return Optional.of(
              "the data (%s, %s)".formatted(unit.unit().key(), difference.get().field()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOfData(RecipeDifference difference) {
    return difference.field().startsWith("raw.") || difference.field().equals("version");
  }
}
