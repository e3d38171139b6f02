package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample configuration as it is, within one process and on two TaskManagers. */
class SampleClusterTest {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int CLIENTS = 6;

  @TempDir Path folder;

  @Test
  @Tag("e2e")
  void twoRoundsAndATaskManagerKilledInTheSecond() throws Exception {
    TinyRun reference = reference("--rounds", "2");
    try (FlinkProcesses cluster = FlinkProcesses.in(folder.resolve("cluster"), "")) {
      cluster.up();
      killed(cluster, reference, 2, "--rounds", "2");
    }
  }

  @Test
  @Tag("soak")
  void allRoundsUndisturbedAndWithATaskManagerKilledInTheMiddle() throws Exception {
    TinyRun reference = reference();
    try (FlinkProcesses cluster = FlinkProcesses.in(folder.resolve("cluster"), "")) {
      cluster.up();
      TinyRun run = sample("undisturbed");
      run.start(cluster.on()).end(LIMIT).exits(0);
      assertThat(run.status().contents()).isEqualTo(reference.status().contents());
      Artifacts.delete(run.folder());

      killed(cluster, reference, 8);
    }
  }

  /** Kills a TaskManager that trains a client in that round; the run has to end by itself. */
  private void killed(FlinkProcesses cluster, TinyRun reference, int round, String... options)
      throws Exception {
    TinyRun run = sample("killed");
    try (Heartbeats heartbeats = new Heartbeats(run)) {
      Started started = run.start(cluster.on(options));
      while (heartbeats.now().keySet().stream().noneMatch(unit -> isTraining(unit, round))) {
        assertThat(started.process().isAlive()).as(Files.readString(started.err())).isTrue();
        Thread.sleep(5);
      }
      Map<String, Long> running = heartbeats.now();
      long victim =
          running.entrySet().stream()
              .filter(entry -> isTraining(entry.getKey(), round))
              .findFirst()
              .orElseThrow()
              .getValue();
      cluster.kill(cluster.taskManager(victim));

      started.end(LIMIT).exits(0);

      Map<String, Integer> trained = new TreeMap<>();
      for (int client = 0; client < CLIENTS; client++) {
        String unit = "training/round-" + round + "/client-" + client;
        trained.put(unit, heartbeats.workers(unit).size());
      }
      // those that ran on it were trained again by the other, and no others
      assertThat(trained.values()).contains(2);
      trained.forEach(
          (unit, workers) ->
              assertThat(workers)
                  .as(unit + ": " + heartbeats.workers(unit))
                  .isLessThanOrEqualTo(heartbeats.workers(unit).contains(victim) ? 2 : 1));
      assertThat(heartbeats.begunAgain()).isEmpty();
    }
    assertThat(run.status().contents()).isEqualTo(reference.status().contents());
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }

  private static boolean isTraining(String unit, int round) {
    return unit.startsWith("training/round-" + round + "/");
  }

  private TinyRun reference(String... options) throws Exception {
    TinyRun reference = sample("reference");
    reference.start(options).end(LIMIT).exits(0);
    return reference;
  }

  private TinyRun sample(String name) throws Exception {
    return TinyRun.in(
        folder.resolve(name), Files.readString(Launcher.root().resolve("configs/sample.yaml")));
  }
}
