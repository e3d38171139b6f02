package org.fedmas.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
  public String name() {
    return "cluster";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Path scripts = Path.of(System.getProperty("fedmas.home", ".")).resolve("pipeline/cluster");
    if (!Files.isDirectory(scripts.resolve("target/home/lib"))) {
      return Finding.ofNotes(
          name(), List.of("not measured: Flink is not installed; run: make cluster-home"));
    }
    Map<String, String> environment = environment(bench.work().resolve("cluster"));
    script(scripts, environment, "up");
    try {
      return measure(bench, "localhost:" + environment.get("CLUSTER_PORT"));
    } finally {
      script(scripts, environment, "down");
    }
  }

  private Finding measure(Bench bench, String master) throws IOException {
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
    return Finding.ofNotes(
        name(),
        List.of(
            "1 JobManager, 2 TaskManagers with 3 slots each; all units are present",
            "aggregation, " + aggregation.tasks().size() + " unit: " + Spread.of(first) + " s",
            "evaluation and local work, "
                + local.tasks().size()
                + " units: "
                + Spread.of(second)
                + " s",
            String.format(
                Locale.ROOT,
                "both jobs of a round: %s s, target at most %.0f s: %s",
                spread,
                MOST_SECONDS,
                spread.median() <= MOST_SECONDS ? "met" : "MISSED")));
  }

  private static double seconds(UnitExecutor executor, Job job) {
    long start = System.nanoTime();
    executor.execute("bench", job.tasks(), job.control());
    return (System.nanoTime() - start) / 1e9;
  }

  private static Map<String, String> environment(Path folder) throws IOException {
    Map<String, String> environment = new TreeMap<>(Map.of("CLUSTER_DIR", folder.toString()));
    List<ServerSocket> sockets = new ArrayList<>();
    for (String name : List.of("CLUSTER_PORT", "CLUSTER_RPC_PORT", "CLUSTER_BLOB_PORT")) {
      ServerSocket socket = new ServerSocket(0);
      sockets.add(socket);
      environment.put(name, Integer.toString(socket.getLocalPort()));
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return environment;
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
