package org.fedmas.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Wall-clock times of commands on a completed run: 100 rounds of the built-in sample with six
 * clients, including the start of Java.
 */
final class PlanBenchmark implements Benchmark {

  private static final double WANTED = 2;

  @Override
  public Finding run(Bench bench) throws Exception {
    Path store = bench.work().resolve("plan");
    int units = LongRun.fill(store);
    Finding finding =
        new Finding().with("%d rounds of the sample, %d units, all present", LongRun.ROUNDS, units);
    for (String command : List.of("plan", "status", "run")) {
      Program program =
          Program.fedmas(command, "--rounds", "" + LongRun.ROUNDS, "--artifacts", store.toString());
      // the first call computes the scores of all rounds, which later calls find in a cache
      double first = program.seconds();
      Spread seconds = program.seconds(bench.turns());
      finding =
          finding.with(
              command.equals("plan")
                  ? "fedmas %s: %s s, the first %.2f s, target below %.0f: %s"
                  : "fedmas %s: %s s, the first %.2f s",
              command,
              seconds,
              first,
              WANTED,
              Claim.verdict(seconds.median() < WANTED));
    }
    return finding;
  }
}
