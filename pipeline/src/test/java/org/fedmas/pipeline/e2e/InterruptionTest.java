package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a killed or stopped run resumes. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class InterruptionTest {

  @TempDir Path folder;

  @Test
  void resumesAfterBeingKilledThreeTimes(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    for (int units : new int[] {4, 18, 33}) {
      Started started = run.start();
      started.awaitUnits(run.artifacts(), units);
      started.signal("KILL");
      started.end(Duration.ofSeconds(20)).exits(137);
      assertThat(run.artifacts().halfWritten()).isEmpty();
    }
    int kept = run.artifacts().units();
    assertThat(kept).isBetween(33, done.units() - 1);

    run.run().did(done.units() - kept, kept);

    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    assertThat(run.artifacts().tree()).isEqualTo(done.run().artifacts().tree());
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }

  @Test
  void stopsAtSigintAndSigtermAndResumes(ReferenceRun.Done done) throws Exception {
    assumeFalse(ignoresInterrupt(), "SIGINT is ignored here, as in a background job of a shell");
    TinyRun run = TinyRun.in(folder);
    stop(run, "INT", 130, 8);
    stop(run, "TERM", 143, 20);
    int kept = run.artifacts().units();

    run.run().did(done.units() - kept, kept);

    assertThat(run.status().contents()).isEqualTo(done.status().contents());
  }

  @Test
  void stopsWhileWaitingForAnotherProcess(ReferenceRun.Done done) throws Exception {
    assumeFalse(ignoresInterrupt(), "SIGINT is ignored here, as in a background job of a shell");
    TinyRun run = TinyRun.in(folder);
    Started first = run.start();
    first.awaitUnits(run.artifacts(), 1);
    Started second = run.start();
    second.awaitError("waiting for process");
    second.signal("INT");
    Outcome outcome = second.end(Duration.ofSeconds(10)).exits(130);
    assertThat(outcome.lastLine()).startsWith("stopped: ").contains("resume with: ");
    first.signal("KILL");
    first.end(Duration.ofSeconds(20)).exits(137);
  }

  private static void stop(TinyRun run, String signal, int code, int units) throws Exception {
    Started started = run.start();
    started.awaitUnits(run.artifacts(), units);
    started.signal(signal);
    Outcome outcome = started.end(Duration.ofSeconds(10)).exits(code);
    assertThat(outcome.lastLine())
        .startsWith("stopped: everything computed so far is kept; resume with: ")
        .endsWith("fedmas run --config tiny.yaml --artifacts artifacts --run tiny");
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }

  /**
   * Returns whether this process ignores SIGINT, as children then do; false without {@code /proc}.
   */
  static boolean ignoresInterrupt() throws Exception {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
            .anyMatch(mask -> mask.testBit(1));
  }
}
