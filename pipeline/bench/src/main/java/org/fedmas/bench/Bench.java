package org.fedmas.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  /** Every benchmark, in the order in which they run. */
  static final List<Benchmark> ALL =
      List.of(
          new LocalWorkBenchmark(),
          new RoundBenchmark(),
          new AverageStepBenchmark(),
          new FeaturesBenchmark(),
          new InputBenchmark(),
          new PreparationBenchmark(),
          new WorkersBenchmark(),
          new PreparationMemoryBenchmark(),
          new AggregationBenchmark(),
          new FederationBenchmark(),
          new MemoryBenchmark(),
          new DriverBenchmark(),
          new PlanBenchmark(),
          new VerifyBenchmark(),
          new ClusterBenchmark(),
          new KernelBenchmark());

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
      requireKnown(names);
      ObjectNode json = Machine.describe(bench);
      System.out.println(json.toPrettyString());
      ArrayNode findings = json.putArray("findings");
      for (Benchmark benchmark : ALL) {
        if (names.isEmpty() || names.contains(benchmark.name())) {
          Finding finding = benchmark.run(bench);
          System.out.println(finding.table());
          findings.add(finding.json());
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

  private static void requireKnown(List<String> names) {
    List<String> known = ALL.stream().map(Benchmark::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("--only %s: expected some of %s".formatted(name, known));
      }
    }
  }

  private static String value(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    return at < 0 || at + 1 == words.size() ? otherwise : words.get(at + 1);
  }

  private static @Nullable Path folder(String name) {
    return name.isEmpty() || !Files.isDirectory(Path.of(name)) ? null : Path.of(name);
  }
}
