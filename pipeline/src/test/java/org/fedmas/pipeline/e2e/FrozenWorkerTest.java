package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.fedmas.testkit.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a TaskManager that hangs (SIGSTOP) while its driver stops. Its units cannot receive the
 * stop request, so the driver cancels the Flink job and ends.
 */
@Tag("soak")
class FrozenWorkerTest {

  private static final String CONFIG =
      TinyRun.CONFIG
          .replace("images: 120", "images: 300")
          .replace("training:", "training:\n  epochs: 30");

  @TempDir Path folder;

  @Test
  void aJobWithHangingUnitsIsCancelled() throws Exception {
    TinyRun run = TinyRun.in(folder.resolve("run"), CONFIG);
    run.run("--until", "features").exits(0);
    try (FlinkProcesses cluster = FlinkProcesses.in(folder.resolve("cluster"), "");
        Heartbeats heartbeats = new Heartbeats(run)) {
      cluster.up();
      Started started = run.start(cluster.on());
      started.await(() -> heartbeats.runs(unit -> unit.startsWith("training/round-1/")));
      long worker =
          heartbeats.now().entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("training/round-1/"))
              .findFirst()
              .orElseThrow()
              .getValue();
      String frozen = cluster.taskManager(worker);
      cluster.signal("STOP", frozen);
      try {
        started.signal("TERM");
        // 30 s for the units, 50 s until Flink considers the process dead
        started.end(Duration.ofSeconds(150)).exits(143);
        String job = cluster.jobs("local-work").get(0).get("jid").asText();
        assertThat(cluster.ask("/jobs/" + job).get("state").asText()).isEqualTo("CANCELED");
      } finally {
        cluster.signal("CONT", frozen);
      }
      // after SIGCONT the units notice that their driver ended
      Eventually.await("the end of its units", () -> cluster.computing(frozen).isEmpty());
      run.run(cluster.on()).exits(0);
    }
    TinyRun reference = TinyRun.in(folder.resolve("reference"), CONFIG);
    reference.run().exits(0);
    assertThat(run.status().contents()).isEqualTo(reference.status().contents());
  }
}
