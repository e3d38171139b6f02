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

/** Tests of the sample configuration in one process and on two TaskManagers. */
class SampleClusterTest {

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int CLIENTS = 6;
  private static final int ROUNDS = 15;

  @TempDir Path folder;

  @Test
  @Tag("soak")
  void oneRoundSurvivesAKilledTaskManager() throws Exception {
    TinyRun reference = reference(1);
    try (FlinkProcesses cluster = FlinkProcesses.in(folder.resolve("cluster"), "")) {
      cluster.up();
      killed(cluster, reference, 1, 1);
    }
  }

  @Test
  @Tag("soak")
  void allRoundsSurviveAKilledTaskManager() throws Exception {
    TinyRun reference = reference(ROUNDS);
    try (FlinkProcesses cluster = FlinkProcesses.in(folder.resolve("cluster"), "")) {
      cluster.up();
      TinyRun run = sample("undisturbed", ROUNDS);
      run.start(cluster.on()).end(LIMIT).exits(0);
      assertThat(run.status().contents()).isEqualTo(reference.status().contents());
      Artifacts.delete(run.folder());

      killed(cluster, reference, ROUNDS, ROUNDS / 2);
    }
  }

  /** Kills a TaskManager that trains a client in the given round; the run must complete. */
  private void killed(FlinkProcesses cluster, TinyRun reference, int rounds, int round)
      throws Exception {
    TinyRun run = sample("killed", rounds);
    try (Heartbeats heartbeats = new Heartbeats(run)) {
      Started started = run.start(cluster.on());
      started.await(() -> heartbeats.runs(unit -> isTraining(unit, round)));
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
      // only the units of the killed TaskManager were trained again by the other
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

  private TinyRun reference(int rounds) throws Exception {
    TinyRun reference = sample("reference", rounds);
    reference.start().end(LIMIT).exits(0);
    return reference;
  }

  /** Returns the sample's configuration with another number of rounds. */
  private TinyRun sample(String name, int rounds) throws Exception {
    String config = Files.readString(Launcher.root().resolve("configs/sample.yaml"));
    assertThat(config).contains("rounds: " + ROUNDS + "\n");
    return TinyRun.in(
        folder.resolve(name),
        config.replace("rounds: " + ROUNDS + "\n", "rounds: " + rounds + "\n"));
  }
}
