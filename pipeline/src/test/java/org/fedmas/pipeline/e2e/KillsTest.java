package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a run whose process group is killed at random moments and restarted. */
@ExtendWith(ReferenceRun.class)
class KillsTest {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Tag("e2e")
  @Test
  void fiveTimes(ReferenceRun.Done done) throws Exception {
    killed(5, done);
  }

  @Tag("soak")
  @Test
  void twentyFiveTimes(ReferenceRun.Done done) throws Exception {
    killed(25, done);
  }

  private void killed(int times, ReferenceRun.Done done) throws Exception {
    RandomStream moments = RandomKey.of(5).with("kills").stream();
    int kills = 0;
    int whole = 0;
    TinyRun run = TinyRun.in(folder.resolve("run-" + whole));
    try (Watcher watcher = new Watcher()) {
      while (kills < times) {
        watcher.follow(run.artifacts());
        Started started = run.startGroup();
        // up to the duration of an undisturbed run, so that kills hit every phase
        long millis = (long) (moments.uniform() * done.took().toMillis());
        if (started.process().waitFor(millis, TimeUnit.MILLISECONDS)) {
          started.end(LIMIT).exits(0);
          ends(run, done);
          run = TinyRun.in(folder.resolve("run-" + ++whole));
          continue;
        }
        started.killGroup();
        started.end(LIMIT).exits(137);
        kills++;
      }
      int kept = run.artifacts().units();
      started(run).did(done.units() - kept, kept);
      ends(run, done);
    }
    System.out.printf("kills: %d, whole runs: %d%n", kills, whole + 1);
  }

  private static Outcome started(TinyRun run) throws Exception {
    return run.start().end(LIMIT);
  }

  /** Checks that the run equals an undisturbed one and left no other files. */
  private static void ends(TinyRun run, ReferenceRun.Done done) throws Exception {
    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    run.store("gc").exits(0);
    assertThat(run.artifacts().temporaries()).isEmpty();
    assertThat(run.artifacts().tree()).isEqualTo(done.run().artifacts().tree());
    run.store("verify").exits(0);
  }
}
