package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the memory of idle TaskManagers does not grow over twenty rounds in one session
 * cluster, five from each of four drivers.
 *
 * <p>The heap is touched in advance, and the C library returns freed memory at once. Otherwise
 * resident memory would be the peak of past use, which depends on how three slots overlap.
 */
@Tag("soak")
class LongClusterTest {

  private static final int ROUNDS = 20;
  private static final int LOOK = 5;

  /** The round after which both TaskManagers have run every kind of unit in every slot. */
  private static final int WARM = 10;

  private static final List<String> WORKERS = List.of("taskmanager-1", "taskmanager-2");

  @TempDir Path folder;

  /**
   * The memory of a process after a full garbage collection.
   *
   * @param loaders number of class loaders of jobs
   * @param arrays live arrays of the tensor engine
   * @param libraries number of mapped files of the native library
   * @param metaspace size of the metaspace in kB
   * @param resident resident memory in kB
   */
  private record Held(
      String process,
      int round,
      long loaders,
      long arrays,
      long libraries,
      long metaspace,
      long resident) {

    static Held of(FlinkProcesses cluster, String name, int round) throws Exception {
      long pid = cluster.pid(name);
      cluster.jcmd(name, "GC.run");
      return new Held(
          name,
          round,
          cluster.jcmd(name, "VM.classloader_stats").stream()
              .filter(line -> line.contains("ChildFirst") || line.contains("SafetyNetWrapper"))
              .count(),
          // number of instances in a line such as: 12: 1234 56789 a.Name
          number(
              cluster.jcmd(name, "GC.class_histogram"),
              ": +(\\d+) .* ai.djl.pytorch.engine.PtNDArray( .*)?$"),
          Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps")).stream()
              .filter(line -> line.endsWith("libtorch_cpu.so"))
              .map(line -> line.split(" +")[4])
              .distinct()
              .count(),
          number(cluster.jcmd(name, "PerfCounter.print"), "^sun.gc.metaspace.used=(\\d+)$") / 1024,
          number(
              Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")),
              "^VmRSS:\\s*(\\d+) kB$"));
    }

    private static long number(List<String> lines, String pattern) {
      return Pattern.compile(pattern, Pattern.MULTILINE)
          .matcher(String.join("\n", lines))
          .results()
          .mapToLong(found -> Long.parseLong(found.group(1)))
          .sum();
    }
  }

  @Test
  void metaspaceAndNativeMemoryDoNotGrow() throws Exception {
    List<Held> held = new ArrayList<>();
    TinyRun run = TinyRun.in(folder.resolve("run"), TinyRun.CONFIG);
    try (FlinkProcesses cluster =
        FlinkProcesses.in(folder.resolve("cluster"), "-D taskmanager.memory.task.heap.size=400m")
            .with("FEDMAS_JAVA", "-XX:+AlwaysPreTouch")
            .with("MALLOC_TRIM_THRESHOLD_", "131072")
            .with("MALLOC_MMAP_THRESHOLD_", "65536")) {
      cluster.up();
      for (int round = LOOK; round <= ROUNDS; round += LOOK) {
        run.run(cluster.on("--rounds", Integer.toString(round))).exits(0);
        for (String name : WORKERS) {
          held.add(Held.of(cluster, name, round));
        }
      }
    }
    held.forEach(System.out::println);
    for (String name : WORKERS) {
      List<Held> own = held.stream().filter(at -> at.process().equals(name)).toList();
      Held warm = own.get(WARM / LOOK - 1);
      Held last = own.get(own.size() - 1);
      assertThat(last.loaders()).isLessThanOrEqualTo(1);
      assertThat(last.arrays()).isEqualTo(warm.arrays());
      assertThat(last.libraries()).isEqualTo(1);
      assertThat(last.metaspace()).isLessThan(warm.metaspace() * 103 / 100);
      assertThat(last.resident()).isLessThan(warm.resident() * 102 / 100);
    }
  }
}
