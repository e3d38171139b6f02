package org.fedmas.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.tensors.TensorEngine;

/**
 * The memory of a process over many rounds of the built-in sample. Memory is measured at the start
 * of a round's aggregation, after a full garbage collection. The heap needs a fixed size ({@code
 * -Xms} equal to {@code -Xmx}), because resident memory would follow its growth.
 */
final class MemoryBenchmark implements Benchmark {

  private static final Pattern AGGREGATION = Pattern.compile("round (\\d+) of .*: aggregation");
  private static final double GROWTH = 1.05;

  /**
   * One measurement.
   *
   * @param residentMiB resident memory of the process
   * @param heapMiB heap used by live objects
   * @param arrays live arrays of the tensor engine
   * @param buffersMiB size of direct buffers
   * @param maps number of mapped files
   * @param files number of open descriptors
   */
  private record Look(
      double residentMiB, double heapMiB, int arrays, double buffersMiB, long maps, long files) {

    static Look now() throws IOException {
      System.gc();
      System.runFinalization();
      System.gc();
      long buffers = 0;
      long maps = 0;
      for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
        if (pool.getName().equals("direct")) {
          buffers = pool.getMemoryUsed();
        } else {
          maps += pool.getCount();
        }
      }
      Runtime runtime = Runtime.getRuntime();
      return new Look(
          Meter.memory("self", "VmRSS:") / 1048576.0,
          (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
          TensorEngine.liveArrays(),
          buffers / 1048576.0,
          maps,
          descriptors());
    }

    private static long descriptors() throws IOException {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return open.count();
      }
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "resident %.0f MiB, live heap %.1f MiB, %d arrays, direct buffers %.1f MiB, %d maps, %d"
              + " descriptors",
          residentMiB,
          heapMiB,
          arrays,
          buffersMiB,
          maps,
          files);
    }
  }

  private static final class Watch extends WholeRun.Silent {

    private final List<Integer> rounds;
    private final Map<Integer, Look> looks = new TreeMap<>();

    Watch(List<Integer> rounds) {
      this.rounds = rounds;
    }

    @Override
    public void jobStarts(String title, List<PlannedUnit> ready, int present) {
      Matcher matcher = AGGREGATION.matcher(title);
      if (matcher.matches() && rounds.contains(Integer.parseInt(matcher.group(1)))) {
        try {
          looks.put(Integer.parseInt(matcher.group(1)), Look.now());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    int early = bench.quick() ? 8 : 20;
    int late = bench.quick() ? 20 : 50;
    Watch watch = new Watch(List.of(early / 2, early, (early + late) / 2, late));
    new WholeRun("memory", "memory", WholeRun.sample(), watch)
        .run(bench.work(), new BeamExecutor(List.of(), 2), "rounds=" + late);
    Look first = watch.looks.get(early);
    Look last = watch.looks.get(late);
    if (first == null || last == null) {
      throw new IllegalStateException(
          "expected rounds %s and %s in the run".formatted(early, late));
    }
    Finding finding = new Finding();
    for (Map.Entry<Integer, Look> look : watch.looks.entrySet()) {
      finding = finding.with("round %d: %s", look.getKey(), look.getValue());
    }
    return finding
        .with(
            "resident memory after round %d over round %d: %.3f, target at most %.2f: %s",
            late,
            early,
            last.residentMiB() / first.residentMiB(),
            GROWTH,
            Claim.verdict(last.residentMiB() <= GROWTH * first.residentMiB()))
        .with(
            "native arrays alive, target equal: %s",
            Claim.verdict(last.arrays() == first.arrays()));
  }
}
