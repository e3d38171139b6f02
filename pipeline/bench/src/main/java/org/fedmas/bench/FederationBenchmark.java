package org.fedmas.bench;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.store.remote.RemoteFileSystems;

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
      dataset: {kind: sample, images: %s}
      split: {kind: random}
      image: {size: 32}
      model: {backbone: resnet8, weights: seeded}
      partition: {kind: dirichlet, clients: %s, alpha: 1.0}
      training: {batch-size: 16, epochs: 2, terms: []}
      aggregation: {rule: avg}
      engine: {threads: 1}
      rounds: 1
      keep: {client-updates: last 1}
      """;

  @Override
  public Finding run(Bench bench) throws Exception {
    List<Integer> sizes = bench.quick() ? List.of(10, 100) : List.of(10, 100, 1000);
    Comparison sides = new Comparison();
    for (int clients : sizes) {
      WholeRun run = federation(clients, IMAGES_PER_CLIENT);
      // preparation, and warm-up in the first federation
      int[] rounds = {clients == sizes.get(0) ? WARM_UP : 1};
      run.run(bench.work(), executor(), "rounds=" + rounds[0]);
      int images = clients * IMAGES_PER_CLIENT;
      int more = Math.max(1, IMAGES_PER_TURN / images);
      sides.with(
          clients + " clients",
          () -> {
            rounds[0] += more;
            return Meter.of(
                more * images, () -> run.run(bench.work(), executor(), "rounds=" + rounds[0]));
          });
    }
    Finding finding = sides.measured("image", bench.turns());
    List<Double> medians = finding.costs().keySet().stream().map(finding::cpuPerImage).toList();
    double most = Collections.max(medians);
    double least = Collections.min(medians);
    Finding compared =
        finding
            .with(
                "%d images of 32 px per client in the mean, 3 of 4 trained on twice, the others"
                    + " evaluated under two models; a round, or those that train on %d images,"
                    + " and all planning around it",
                IMAGES_PER_CLIENT, IMAGES_PER_TURN)
            .with(
                "greatest median over least: %.3f, target at most %.2f: %s",
                most / least, FLAT, Claim.verdict(most <= FLAT * least));
    return withPlan(bench, compared);
  }

  private static Finding withPlan(Bench bench, Finding finding) throws Exception {
    WholeRun run = federation(MANY, 2);
    try {
      run.run(bench.work(), FederationBenchmark::prepare);
    } catch (CancellationException e) {
      // expected
    }
    int[] units = new int[1];
    Cost plan = Meter.of(1, () -> units[0] = run.plan(bench.work(), "rounds=3").size());
    return finding.with(
        "plan of %d clients and 3 rounds, prepared and partitioned: %d units in %.1f s (%.1f"
            + " CPU-s), target below %.0f s: %s",
        MANY,
        units[0],
        plan.wallSeconds(),
        plan.cpuSeconds(),
        PLAN_SECONDS,
        Claim.verdict(plan.wallSeconds() < PLAN_SECONDS));
  }

  /** Runs the units before the rounds, then throws {@link CancellationException}. */
  private static void prepare(String jobName, List<UnitTask> tasks, RunControl control) {
    for (UnitTask task : tasks) {
      if (task.key().round() != null && task.key().round().number() > 0
          || task.key().stage() == StageName.PRIOR) {
        throw new CancellationException();
      }
      new UnitRunner(RemoteFileSystems.none()).run(task, control);
    }
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
