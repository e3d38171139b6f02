package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty rounds in one session cluster: what the TaskManagers hold does not grow. */
@Tag("soak")
class LongClusterTest {

  private static final int ROUNDS = 20;
  private static final int LOOK = 5;

  /** Until then slots meet units of sizes that they have not had yet. */
  private static final int WARM = 10;

  private static final Duration LIMIT = Duration.ofMinutes(20);

  /** Heap is touched in advance, so that what is resident grows with native memory alone. */
  private static final String TOUCHED = "-XX:+AlwaysPreTouch";

  @TempDir Path folder;

  /** Metaspace and resident memory of a process, in kB. */
  private record Held(String process, int round, long metaspace, long classes, long resident) {

    static Held of(FlinkProcesses cluster, String name, int round) throws Exception {
      long pid = cluster.pid(name);
      new ProcessBuilder("jcmd", Long.toString(pid), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      Process counters =
          new ProcessBuilder("jcmd", Long.toString(pid), "PerfCounter.print").start();
      List<String> lines = new String(counters.getInputStream().readAllBytes()).lines().toList();
      return new Held(
          name,
          round,
          counter(lines, "sun.gc.metaspace.used") / 1024,
          counter(lines, "java.cls.loadedClasses") - counter(lines, "java.cls.unloadedClasses"),
          resident(pid));
    }

    private static long counter(List<String> lines, String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name + "="))
          .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow();
    }

    private static long resident(long pid) throws IOException {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void metaspaceAndNativeMemoryStayWhatTheyAre() throws Exception {
    List<Held> held = new ArrayList<>();
    TinyRun run = TinyRun.in(folder.resolve("run"), TinyRun.CONFIG);
    try (FlinkProcesses cluster =
        FlinkProcesses.in(folder.resolve("cluster"), "-D taskmanager.memory.task.heap.size=400m")
            .with("FEDMAS_JAVA", TOUCHED)) {
      cluster.up();
      Started started =
          run.start(
              "--rounds",
              Integer.toString(ROUNDS),
              "--",
              "--runner=FlinkRunner",
              "--flinkMaster=localhost:" + cluster.port());
      for (int round = LOOK; round <= ROUNDS; round += LOOK) {
        // the start model is one of them
        int models = round + (round < ROUNDS ? 1 : 0);
        while (run.artifacts().units("global-models") < models && started.process().isAlive()) {
          Thread.sleep(50);
        }
        held.add(Held.of(cluster, "taskmanager-1", round));
        held.add(Held.of(cluster, "taskmanager-2", round));
      }
      started.end(LIMIT).exits(0);
      held.add(Held.of(cluster, "taskmanager-1", ROUNDS + 1));
      held.add(Held.of(cluster, "taskmanager-2", ROUNDS + 1));
    }
    held.forEach(
        at ->
            System.out.printf(
                "%s after round %d: metaspace %d kB, %d classes, resident %d kB%n",
                at.process(), at.round(), at.metaspace(), at.classes(), at.resident()));
    for (String name : List.of("taskmanager-1", "taskmanager-2")) {
      List<Held> own = held.stream().filter(at -> at.process().equals(name)).toList();
      Held warm = own.get(WARM / LOOK - 1);
      Held last = own.get(own.size() - 1);
      assertThat(last.metaspace()).isLessThan(warm.metaspace() * 105 / 100);
      assertThat(last.resident()).isLessThan(warm.resident() * 105 / 100);
    }
  }
}
