package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.file.DurableFiles;

/**
 * The seconds by the clock that a round of Fed-MAS takes, as the published implementation computes
 * it: with one unit at a time, and with as many as a run takes by itself. Each turn is a whole run
 * in a process of its own; its first round, which loads and compiles, does not count.
 */
final class ClockBenchmark implements Benchmark {

  private static final int ROUNDS = 4;

  private static final String EQUAL = "six clients of 12 images";
  private static final String UNEQUAL = "six clients in FLamby's proportions";

  private static final Map<String, String> FEDERATIONS = new LinkedHashMap<>();

  static {
    FEDERATIONS.put(EQUAL, "partition: {kind: iid, clients: 6}");
    FEDERATIONS.put(UNEQUAL, "partition: {kind: natural}");
  }

  private static final String CONFIG =
      """
      rounds: %s
      dataset: {kind: sample, images: 96}
      split: {kind: official}
      %s
      evaluation: {selection: test}
      image: {size: 224, colour-constancy: off}
      features: {views: online}
      augmentation: {at: full-size}
      model: {backbone: resnet18, weights: seeded}
      auxiliary: {network: moco-v2-resnet50, weights: seeded, statistics: client-adapted}
      training: {batch-size: 6, drop-last: true, learning-rate: 3e-4, loss: bsm, terms: [alignment], clip-norm: 5}
      prior: {view: drawn, coverage: full-batches}
      aggregation: {rule: mas, count: full-batches}
      """;

  @Override
  public Finding run(Bench bench) throws Exception {
    Finding finding = new Finding();
    for (Map.Entry<String, String> federation : FEDERATIONS.entrySet()) {
      Path config = bench.work().resolve("clock.yaml");
      Files.writeString(config, CONFIG.formatted(ROUNDS, federation.getValue()));
      List<Double> one = new ArrayList<>();
      List<Double> usual = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int turn = 0; turn < bench.turns(); turn++) {
        one.add(round(bench, config, "--workers", "1"));
        usual.add(round(bench, config));
        ratios.add(usual.get(turn) / one.get(turn));
      }
      finding =
          finding.with(
              "%s: one unit at a time %s s a round, as many as usual %s s, ratio %s",
              federation.getKey(), Spread.of(one), Spread.of(usual), Spread.of(ratios));
    }
    return finding;
  }

  /** Returns the median time of the rounds after the first. */
  private static double round(Bench bench, Path config, String... more)
      throws IOException, InterruptedException {
    Path artifacts = bench.work().resolve("clock");
    List<String> words = new ArrayList<>(List.of("run", "--progress", "none", "--run", "clock"));
    words.addAll(List.of("--config", config.toString(), "--artifacts", artifacts.toString()));
    words.addAll(List.of(more));
    Program.fedmas(words.toArray(String[]::new)).seconds();
    Map<Integer, Double> seconds =
        RunRecord.read(artifacts.resolve("runs/clock")).orElseThrow().roundSeconds();
    DurableFiles.local().delete(artifacts);
    return Spread.of(
            seconds.entrySet().stream()
                .filter(round -> round.getKey() > 1)
                .map(Map.Entry::getValue)
                .toList())
        .median();
  }
}
