package org.fedmas.pipeline.run.driver;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.results.record.RunRecord;

/** The keys that the recipes of a run's units hold under a configuration. */
public final class RecipeKeys {

  private RecipeKeys() {}

  /**
   * Returns the keys, sorted. A key that came after version 0.2 is among them only with another
   * value than the default, so a run that was recorded before the key existed is the same run.
   */
  public static Set<String> of(RunRecord record, Config config) {
    Map<ArtifactKind, StageName> kinds = new EnumMap<>(ArtifactKind.class);
    record
        .units()
        .forEach(unit -> kinds.put(unit.ref().kind(), UnitKey.parse(unit.unit()).stage()));
    Set<String> keys = new TreeSet<>();
    kinds.forEach(
        (kind, stage) ->
            keys.addAll(StageRegistry.stage(stage).recipeConfig(kind, config).values().keySet()));
    return keys;
  }
}
