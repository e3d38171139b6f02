package org.fedmas.bench.kernel;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.store.Recipe;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The computation of a fingerprint, done by planning for every unit. */
@State(Scope.Thread)
public class FingerprintKernels {

  private final Recipe recipe = recipe();

  /** Returns the fingerprint of a training unit with forty shards. */
  @Benchmark
  public Digest fingerprint() {
    return recipe.fingerprint();
  }

  private static Recipe recipe() {
    Settings settings =
        Settings.read(ConfigSource.yaml("bench.yaml", "seed: 0\n", new ConfigProblems()));
    List<Digest> shards = IntStream.range(0, 40).mapToObj(i -> Digest.of("shard " + i)).toList();
    return Recipe.of(
        UnitKey.of(StageName.TRAINING, new Round(1), new ClientId(0)),
        1,
        settings.config(),
        Map.of("images", shards),
        Map.of(),
        settings.run().engine().numerics().fields());
  }
}
