package org.fedmas.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The options of the benchmarks, and the program that runs them.
 *
 * @param turns number of turns of each side
 * @param quick whether to do less work per turn
 * @param threads threads of the tensor engine, on both sides
 * @param reference folder of the other side's scripts; null without comparison
 * @param images folder of real data; null if absent
 * @param work folder for temporary files
 */
record Bench(
    int turns,
    boolean quick,
    int threads,
    @Nullable Path reference,
    @Nullable Path images,
    Path work) {

  /** Every benchmark by its name for {@code --only}, in the order in which they run. */
  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("training", new LocalWorkBenchmark());
    ALL.put("round", new RoundBenchmark());
    ALL.put("fedavg", new AverageStepBenchmark());
    ALL.put("precision", new PrecisionBenchmark());
    ALL.put("features", new FeaturesBenchmark());
    ALL.put("encoders", new EncodersBenchmark());
    ALL.put("pretrain", new PretrainBenchmark());
    ALL.put("input", new InputBenchmark());
    ALL.put("preprocess", new PreparationBenchmark());
    ALL.put("preprocess-workers", new WorkersBenchmark());
    ALL.put("preprocess-memory", new PreparationMemoryBenchmark());
    ALL.put("aggregation", new AggregationBenchmark());
    ALL.put("clock", new ClockBenchmark());
    ALL.put("federation", new FederationBenchmark());
    ALL.put("memory", new MemoryBenchmark());
    ALL.put("predict", new PredictBenchmark());
    ALL.put("driver", new DriverBenchmark());
    ALL.put("plan", new PlanBenchmark());
    ALL.put("scale", new ScaleBenchmark());
    ALL.put("report", new ReportBenchmark());
    ALL.put("verify", new VerifyBenchmark());
    ALL.put("cluster", new ClusterBenchmark());
    ALL.put("kernels", new KernelBenchmark());
  }

  /** Runs benchmarks: {@code [--only NAME,…] [--quick] [--turns N] [--threads N] [--json F]}. */
  @SuppressWarnings("SystemOut") // the program prints its results
  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    boolean quick = words.contains("--quick");
    Path work = Files.createTempDirectory("fedmas-bench-");
    Bench bench =
        new Bench(
            Integer.parseInt(value(words, "--turns", quick ? "2" : "5")),
            quick,
            Integer.parseInt(value(words, "--threads", "1")),
            folder(value(words, "--reference", "")),
            folder(value(words, "--images", "")),
            work);
    try {
      String only = value(words, "--only", "");
      List<String> names = only.isEmpty() ? List.of() : List.of(only.split(",", -1));
      for (String name : names) {
        if (!ALL.containsKey(name)) {
          throw new IllegalArgumentException(
              "--only %s: expected some of %s".formatted(name, ALL.keySet()));
        }
      }
      ObjectNode json = Machine.describe(bench);
      System.out.println(json.toPrettyString());
      ArrayNode findings = json.putArray("findings");
      for (Map.Entry<String, Benchmark> benchmark : ALL.entrySet()) {
        String name = benchmark.getKey();
        if (names.isEmpty() || names.contains(name)) {
          Finding finding = benchmark.getValue().run(bench);
          System.out.println(finding.table(name));
          findings.add(finding.json(name));
        }
      }
      String file = value(words, "--json", "");
      if (!file.isEmpty()) {
        DurableFiles.local().replace(Path.of(file), Json.pretty(json));
        System.out.println("json: " + file);
      }
    } finally {
      DurableFiles.local().delete(work);
    }
    // native threads of the engine would keep the process alive
    System.exit(0);
  }

  private static String value(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    return at < 0 || at + 1 == words.size() ? otherwise : words.get(at + 1);
  }

  private static @Nullable Path folder(String name) {
    return name.isEmpty() || !Files.isDirectory(Path.of(name)) ? null : Path.of(name);
  }
}
