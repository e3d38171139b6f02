package org.fedmas.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.pipeline.run.driver.UnitExecutor;

/**
 * The overhead of a round's two jobs on a Flink cluster of separate processes. The jobs of a round
 * are repeated over units that are all present.
 */
final class ClusterBenchmark implements Benchmark {

  private static final double MOST_SECONDS = 4;

  private record Job(List<UnitTask> tasks, RunControl control) {}

  /** An executor that records its jobs. */
  private record Recording(UnitExecutor executor, List<Job> jobs) implements UnitExecutor {

    @Override
    public void execute(String jobName, List<UnitTask> tasks, RunControl control) {
      jobs.add(new Job(tasks, control));
      executor.execute(jobName, tasks, control);
    }
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Path scripts = Path.of(System.getProperty("fedmas.home", ".")).resolve("pipeline/cluster");
    if (!Files.isDirectory(scripts.resolve("target/home/lib"))) {
      return new Finding().with("not measured: Flink is not installed; run: make cluster-home");
    }
    Map<String, String> environment = environment(bench.work().resolve("cluster"));
    script(scripts, environment, "up");
    try {
      return measure(bench, "localhost:" + environment.get("CLUSTER_PORT"));
    } finally {
      script(scripts, environment, "down");
    }
  }

  private static Finding measure(Bench bench, String master) throws Exception {
    BeamExecutor executor =
        new BeamExecutor(List.of("--runner=FlinkRunner", "--flinkMaster=" + master), 1);
    Recording recording = new Recording(executor, new ArrayList<>());
    DriverBenchmark.rounds(bench, "cluster-run", 2, recording);
    // preparation, before the rounds, local work 1; then two jobs per round
    Job aggregation = recording.jobs().get(3);
    Job local = recording.jobs().get(4);
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    for (int turn = 0; turn < 2 * bench.turns(); turn++) {
      first.add(seconds(executor, aggregation));
      second.add(seconds(executor, local));
      both.add(first.get(turn) + second.get(turn));
    }
    Spread spread = Spread.of(both);
    return new Finding()
        .with("1 JobManager, 2 TaskManagers with 3 slots each; all units are present")
        .with("aggregation, %d unit: %s s", aggregation.tasks().size(), Spread.of(first))
        .with("evaluation and local work, %d units: %s s", local.tasks().size(), Spread.of(second))
        .with(
            "both jobs of a round: %s s, target at most %.0f s: %s",
            spread, MOST_SECONDS, Claim.verdict(spread.median() <= MOST_SECONDS));
  }

  private static double seconds(UnitExecutor executor, Job job) throws Exception {
    return Meter.of(1, () -> executor.execute("bench", job.tasks(), job.control())).wallSeconds();
  }

  private static Map<String, String> environment(Path folder) throws IOException {
    try (ServerSocket rest = new ServerSocket(0);
        ServerSocket rpc = new ServerSocket(0);
        ServerSocket blob = new ServerSocket(0)) {
      return Map.of(
          "CLUSTER_DIR", folder.toString(),
          "CLUSTER_PORT", "" + rest.getLocalPort(),
          "CLUSTER_RPC_PORT", "" + rpc.getLocalPort(),
          "CLUSTER_BLOB_PORT", "" + blob.getLocalPort());
    }
  }

  private static void script(Path scripts, Map<String, String> environment, String word)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(scripts.resolve("cluster").toString(), word)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // settings of the benchmark's own launcher, such as the heap size, are not for the cluster
    builder.environment().keySet().removeIf(name -> name.startsWith("FEDMAS_"));
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("cluster " + word + " ended with " + code);
    }
  }
}
