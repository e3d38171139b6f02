package org.fedmas.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/**
 * The cost of a round per training image in simulated federations of 10, 100 and 1000 clients. A
 * turn continues the run with the Direct runner until a thousand images are trained on, at least by
 * one round. The cost of starting the run therefore hardly counts. States of past rounds are
 * released, as they take 15 MB per client.
 */
final class FederationBenchmark implements Benchmark {

  private static final int IMAGES_PER_CLIENT = 10;

  private static final int IMAGES_PER_TURN = 1000;

  private static final int WARM_UP = 5;

  /** The maximum ratio of the greatest to the least of the federations' costs. */
  private static final double FLAT = 1.15;

  private static final double PLAN_SECONDS = 10;
  private static final int MANY = 10_000;

  private static final String CONFIG =
      """
      dataset: {kind: sample, images: %d}
      split: {kind: random}
      image: {size: 32}
      model: {backbone: resnet8, weights: seeded}
      partition: {kind: dirichlet, clients: %d, alpha: 1.0}
      training: {batch-size: 16, epochs: 2, terms: []}
      aggregation: {rule: avg}
      engine: {threads: 1}
      rounds: 1
      keep: {client-updates: last 1}
      """;

  @Override
  public String name() {
    return "federation";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    List<Integer> sizes = bench.quick() ? List.of(10, 100) : List.of(10, 100, 1000);
    List<Side> sides = new ArrayList<>();
    for (int clients : sizes) {
      WholeRun run = federation(clients, IMAGES_PER_CLIENT);
      // preparation, and warm-up in the first federation
      int[] rounds = {sides.isEmpty() ? WARM_UP : 1};
      run.run(bench.work(), executor(), "rounds=" + rounds[0]);
      int images = clients * IMAGES_PER_CLIENT;
      int more = Math.max(1, IMAGES_PER_TURN / images);
      sides.add(
          new Side(
              clients + " clients",
              () -> {
                rounds[0] += more;
                return Meter.of(
                    more * images, () -> run.run(bench.work(), executor(), "rounds=" + rounds[0]));
              }));
    }
    Finding finding = Finding.interleaved(name(), "image", bench.turns(), sides, List.of());
    Map<String, Double> medians = new LinkedHashMap<>();
    sides.forEach(side -> medians.put(side.name(), finding.cpuPerImage(side.name())));
    double most = medians.values().stream().mapToDouble(v -> v).max().orElseThrow();
    double least = medians.values().stream().mapToDouble(v -> v).min().orElseThrow();
    return finding
        .with(
            IMAGES_PER_CLIENT
                + " images of 32 px per client in the mean, 3 of 4 trained on twice, the others"
                + " evaluated under two models; a round, or those that train on "
                + IMAGES_PER_TURN
                + " images, and all planning around it")
        .with(
            String.format(
                Locale.ROOT,
                "greatest median over least: %.3f, target at most %.2f: %s",
                most / least,
                FLAT,
                most <= FLAT * least ? "met" : "MISSED"))
        .with(plan(bench));
  }

  private static String plan(Bench bench) throws Exception {
    WholeRun run = federation(MANY, 2);
    try {
      run.run(bench.work(), new PreparationOnly());
    } catch (PreparationOnly.Reached e) {
      // expected
    }
    List<PlannedUnit> planned = new ArrayList<>();
    Cost cost = Meter.of(1, () -> planned.addAll(run.plan(bench.work(), "rounds=3")));
    return String.format(
        Locale.ROOT,
        "plan of %d clients and 3 rounds, prepared and partitioned: %d units in %.1f s (%.1f"
            + " CPU-s), target below %.0f s: %s",
        MANY,
        planned.size(),
        cost.wallSeconds(),
        cost.cpuSeconds(),
        PLAN_SECONDS,
        cost.wallSeconds() < PLAN_SECONDS ? "met" : "MISSED");
  }

  private static WholeRun federation(int clients, int images) {
    return new WholeRun(
        "clients-" + clients,
        "federation",
        CONFIG.formatted(clients * images, clients),
        new WholeRun.Silent());
  }

  private static BeamExecutor executor() {
    return new BeamExecutor(List.of(), 1);
  }
}
