package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.run.driver.RecipeKeys;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.retention.Retention;

/**
 * A configuration key that has another value than in a run that was computed.
 *
 * @param then the value of the run
 * @param now the value of the given configuration
 */
record ChangedKey(String name, String then, String now) {

  private static final String ROUNDS = "rounds";

  /** Returns the first such key on which a model depends; a run may have more or fewer rounds. */
  static Optional<ChangedKey> first(Config chosen, Config recorded, RunFolder place)
      throws IOException {
    TreeSet<String> keys = new TreeSet<>(chosen.values().keySet());
    keys.addAll(recorded.values().keySet());
    keys.remove(ROUNDS);
    keys.removeIf(key -> key.startsWith(Retention.PREFIX));
    Set<String> inRecipes =
        RunRecord.read(place.folder()).map(run -> RecipeKeys.of(run, chosen)).orElse(Set.of());
    // a key that the run does not know came later and has its default, unless recipes hold it
    keys.removeIf(key -> !recorded.values().containsKey(key) && !inRecipes.contains(key));
    return keys.stream()
        .map(key -> new ChangedKey(key, text(recorded, key), text(chosen, key)))
        .filter(key -> !key.now().equals(key.then()))
        .findFirst();
  }

  private static String text(Config config, String key) {
    JsonNode value = config.values().get(key);
    return value == null ? "absent" : Json.canonical(value);
  }
}
