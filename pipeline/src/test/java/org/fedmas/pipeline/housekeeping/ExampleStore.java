package org.fedmas.pipeline.housekeeping;

import com.fasterxml.jackson.databind.node.LongNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.Owner;

/** A store into which tests commit small artifacts by the name of a unit. */
record ExampleStore(ArtifactStore store) {

  static ExampleStore in(Path folder) {
    return new ExampleStore(
        new ArtifactStore(folder, new DurableFiles(FaultyStorage.sound(folder), Owner.current())));
  }

  Manifest commit(ArtifactKind kind, String unit, Manifest... inputs) throws IOException {
    return commit(kind, unit, unit, 0, inputs);
  }

  /** Commits an artifact with the given text as its file and the given seed in its recipe. */
  Manifest commit(ArtifactKind kind, String unit, String text, int seed, Manifest... inputs)
      throws IOException {
    Map<String, List<Digest>> roles = new TreeMap<>();
    if (inputs.length > 0) {
      roles.put("inputs", Arrays.stream(inputs).map(Manifest::content).toList());
    }
    Map<String, Digest> raw = inputs.length == 0 ? Map.of("tables", Digest.of("csv")) : Map.of();
    Config config = new Config(Map.of("seed", LongNode.valueOf(seed)));
    Recipe recipe = Recipe.of(UnitKey.parse(unit), 1, config, roles, raw, null);
    Path staging = store.stage(new Manifest(kind, recipe, List.of()).ref());
    Files.writeString(staging.resolve("data"), text);
    return store.commit(staging, kind, recipe);
  }

  /** Commits two rounds of two clients, each of which reads the images of its shard. */
  Manifest commitTwoRounds() throws IOException {
    Manifest model = commit(ArtifactKind.IMAGE_INDEX, "preprocess");
    Manifest[] shards = {
      commit(ArtifactKind.IMAGE_SHARD, "preprocess/client-0/part-0", model),
      commit(ArtifactKind.IMAGE_SHARD, "preprocess/client-1/part-0", model)
    };
    for (int round = 1; round <= 2; round++) {
      Manifest[] updates = new Manifest[2];
      for (int client = 0; client < 2; client++) {
        String unit = "training/round-%s/client-%s".formatted(round, client);
        updates[client] = commit(ArtifactKind.CLIENT_UPDATE, unit, shards[client], model);
      }
      model = commit(ArtifactKind.GLOBAL_MODEL, "aggregation/round-" + round, updates);
    }
    return model;
  }

  Lineage lineage() {
    return Lineage.of(store.root());
  }
}
