package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Waiting;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests on three simulated hosts: driver and JobManager on one, a TaskManager on each of the
 * others.
 */
@Tag("soak")
class NetworkTest {

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final long CUT_MILLIS = 20_000;
  private static final String CONFIG =
      TinyRun.CONFIG
          .replace("images: 120", "images: 300")
          .replace("training:", "training:\n  epochs: 10");

  @TempDir Path folder;

  @Test
  void aLinkCutForTwentySecondsChangesNoDigest() throws Exception {
    List<Started> processes = new ArrayList<>();
    TinyRun reference = TinyRun.in(folder.resolve("reference"), CONFIG);
    TinyRun run = TinyRun.in(folder.resolve("run"), CONFIG);
    try (Hosts hosts = Hosts.of(3, folder)) {
      reference.run().exits(0);
      String master = hosts.address(0);
      processes.add(
          start(
              hosts,
              0,
              "jobmanager",
              "-Djobmanager.rpc.address=" + master,
              "-Djobmanager.bind-host=0.0.0.0",
              "-Drest.address=" + master,
              "-Drest.bind-address=0.0.0.0"));
      for (int host = 1; host <= 2; host++) {
        processes.add(
            start(
                hosts,
                host,
                "taskmanager",
                "-Djobmanager.rpc.address=" + master,
                "-Dtaskmanager.host=" + hosts.address(host),
                "-Dtaskmanager.bind-host=0.0.0.0"));
      }
      Launcher driver =
          new Launcher(
              hosts.script(0, Launcher.root().resolve("pipeline/fedmas")), run.folder(), Map.of());
      awaitWorkers(driver, master);

      try (Heartbeats heartbeats = new Heartbeats(run)) {
        Started started = driver.start(arguments(master, "--progress", "plain"));
        started.await(() -> heartbeats.runs(unit -> unit.startsWith("training/round-1")));
        hosts.cut(1);
        Waiting.pause(Duration.ofMillis(CUT_MILLIS));
        assertThat(started.process().isAlive()).isTrue();
        hosts.restore(1);

        started.end(LIMIT).exits(0);
        assertThat(run.status().contents()).isEqualTo(reference.status().contents());
        // Flink may or may not consider the worker lost within that time
      }
    } finally {
      processes.forEach(process -> process.process().destroyForcibly());
    }
  }

  private Started start(Hosts hosts, int host, String role, String... settings) throws Exception {
    Path work = Files.createDirectories(folder.resolve("host-" + host));
    List<String> arguments = new ArrayList<>(List.of(role));
    arguments.addAll(List.of(settings));
    return new Launcher(
            hosts.script(host, Launcher.root().resolve("pipeline/cluster/flink")),
            work,
            Map.of("FLINK_LOG", work.resolve(role + ".log").toString()))
        .start(arguments.toArray(String[]::new));
  }

  /** Waits until a run without work finds workers. */
  private static void awaitWorkers(Launcher driver, String master) throws Exception {
    Outcome outcome = null;
    for (int attempt = 0; attempt < 30; attempt++) {
      outcome = driver.run(LIMIT, arguments(master, "--only", "preprocess"));
      if (outcome.exitCode() == 0) {
        return;
      }
      assertThat(outcome.err()).containsAnyOf("no JobManager answers", "found no TaskManagers");
      Waiting.pause(Duration.ofSeconds(1));
    }
    throw new AssertionError(outcome.err());
  }

  private static String[] arguments(String master, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "--config", "tiny.yaml", "--artifacts", "artifacts", "--run", "tiny"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--", "--runner=FlinkRunner", "--flinkMaster=" + master + ":8081"));
    return arguments.toArray(String[]::new);
  }
}
