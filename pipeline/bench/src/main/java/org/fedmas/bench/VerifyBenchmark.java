package org.fedmas.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Recipe;
import org.fedmas.tables.model.ModelFiles;

/**
 * Wall-clock time of {@code fedmas verify}, including the start of Java, compared with {@code
 * sha256sum}. Both read the same files from the page cache with the same number of processes.
 */
final class VerifyBenchmark implements Benchmark {

  private static final double WANTED = 0.8;
  private static final int ARTIFACTS = 24;
  private static final int BLOCK = 1 << 20;

  @Override
  public Finding run(Bench bench) throws Exception {
    Path store = bench.work().resolve("verify");
    int blocks = bench.quick() ? 16 : 96;
    fill(new ArtifactStore(store), blocks);
    int workers = Runtime.getRuntime().availableProcessors();
    Program ours =
        Program.fedmas("verify", "--artifacts", store.toString(), "--workers", "" + workers);
    Program theirs =
        new Program(
            List.of(
                "sh",
                "-c",
                "find '%s' -type f ! -name manifest.json -print0 | xargs -0 -n 1 -P %s sha256sum"
                    .formatted(store, workers)));
    ours.seconds();
    theirs.seconds();
    List<Double> verify = new ArrayList<>();
    List<Double> sums = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < bench.turns(); turn++) {
      verify.add(ours.seconds());
      sums.add(theirs.seconds());
      ratios.add(sums.get(turn) / verify.get(turn));
    }
    Spread ratio = Spread.of(ratios);
    return new Finding()
        .with(
            "%d artifacts, %.2f GB, %d workers and as many processes",
            ARTIFACTS, (double) ARTIFACTS * blocks * BLOCK / 1e9, workers)
        .with("fedmas verify, including the start of Java: %s s", Spread.of(verify))
        .with("sha256sum: %s s", Spread.of(sums))
        .with(
            "bytes per second against sha256sum: %s, target at least %.1f: %s",
            ratio, WANTED, Claim.verdict(ratio.median() >= WANTED));
  }

  private static void fill(ArtifactStore store, int blocks) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int round = 0; round < ARTIFACTS; round++) {
      // the values of the bytes do not matter
      Arrays.fill(block, (byte) round);
      Recipe recipe =
          Recipe.of(
              UnitKey.of(StageName.AGGREGATION, new Round(round)),
              1,
              new Config(Map.of()),
              Map.of(),
              Map.of(),
              null);
      ArtifactKind kind = ArtifactKind.GLOBAL_MODEL;
      Path staging = store.stage(new ArtifactRef(kind, recipe.fingerprint()));
      try (OutputStream out = Files.newOutputStream(staging.resolve(ModelFiles.MODEL))) {
        for (int i = 0; i < blocks; i++) {
          out.write(block);
        }
      }
      store.commit(staging, kind, recipe);
    }
  }
}
