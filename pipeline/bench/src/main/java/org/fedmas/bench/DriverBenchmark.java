package org.fedmas.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.driver.UnitExecutor;
import org.fedmas.pipeline.run.worker.UnitRunner;
import org.fedmas.store.remote.RemoteFileSystems;

/**
 * The cost of a round outside its units: planning, jobs, records. The sample runs twice, with the
 * Direct runner and with a plain loop over the units. The units of the loop are timed; the
 * remaining time of each run is the cost of the round itself.
 */
final class DriverBenchmark implements Benchmark {

  /** An executor that runs units sequentially and sums their cost. */
  private static final class Loop implements UnitExecutor {

    private double cpuSeconds;
    private double wallSeconds;

    @Override
    public void execute(String jobName, List<UnitTask> tasks, RunControl control) {
      double cpu = Meter.cpuSeconds();
      long start = System.nanoTime();
      UnitRunner runner = new UnitRunner(RemoteFileSystems.none());
      tasks.forEach(task -> runner.run(task, control));
      wallSeconds += (System.nanoTime() - start) / 1e9;
      cpuSeconds += Meter.cpuSeconds() - cpu;
    }
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    int rounds = 4;
    List<Double> whole = new ArrayList<>();
    Loop[] last = new Loop[1];
    int[] number = new int[1];
    // warm up: load and compile classes
    rounds(bench, "warm-up", rounds, new Loop());
    rounds(bench, "warm-up of Beam", 2, new BeamExecutor(List.of(), 1));
    return new Comparison()
        .with(
            "round outside its units, plain loop",
            () -> {
              Loop loop = new Loop();
              last[0] = loop;
              Cost cost = Meter.of(rounds, () -> rounds(bench, "loop" + number[0]++, rounds, loop));
              whole.add(cost.cpuSeconds() / rounds);
              return cost.minus(new Cost(0, loop.cpuSeconds, loop.wallSeconds));
            })
        .with(
            "round outside its units, Direct runner",
            () -> {
              Cost cost =
                  Meter.of(
                      rounds,
                      () ->
                          rounds(
                              bench, "beam" + number[0]++, rounds, new BeamExecutor(List.of(), 1)));
              return cost.minus(new Cost(0, last[0].cpuSeconds, last[0].wallSeconds));
            })
        .measured("round", bench.turns())
        .with("the built-in sample, 300 images, 6 clients, %d rounds and preparation", rounds)
        .with("a whole round in the loop: %s CPU-s", Spread.of(whole))
        .with("target less than 0.5 s; the Direct runner's figure includes the noise of two runs");
  }

  /** Runs some rounds of the sample with the given executor in the given folder. */
  static void rounds(Bench bench, String name, int rounds, UnitExecutor executor)
      throws IOException {
    new WholeRun(name, WholeRun.sample())
        .run(bench.work(), executor, "rounds=" + rounds, "dataset.images=300", "engine.threads=1");
  }
}
