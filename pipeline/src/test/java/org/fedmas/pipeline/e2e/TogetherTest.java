package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of two processes over one folder of artifacts. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class TogetherTest {

  private static final Pattern DONE = Pattern.compile("done: (\\d+) units? run, (\\d+) reused.*");

  @TempDir Path folder;

  @Test
  void computeSharedRecipesOnce(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    Started first = run.start();
    Started second = run.named("second").start();
    Started other = run.named("other").start("--set", "seed=1");

    int[] one = units(first.end(Duration.ofMinutes(3)).exits(0));
    int[] two = units(second.end(Duration.ofMinutes(3)).exits(0));
    int[] three = units(other.end(Duration.ofMinutes(3)).exits(0));

    assertThat(one[0] + one[1]).isEqualTo(done.units());
    assertThat(two[0] + two[1]).isEqualTo(done.units());
    // units common to both runs were computed by one of them
    assertThat(one[0] + two[0] + three[0]).isEqualTo(run.artifacts().units());
    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    assertThat(run.artifacts().halfWritten()).isEmpty();
    run.verify().exits(0);
  }

  @Test
  void aWaitingUnitNamesTheHolder(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    Started first = run.start();
    // frozen in the middle of a unit; otherwise the other process might find it free or done
    first.freezeInUnit(run.artifacts());
    Started second;
    try {
      second = run.named("second").start();
      second.awaitError("waits for process " + first.process().pid() + " on \\S+, since 20");
    } finally {
      first.signal("CONT");
    }

    int[] one = units(first.end(Duration.ofMinutes(3)).exits(0));
    int[] two = units(second.end(Duration.ofMinutes(3)).exits(0));
    assertThat(one[0] + one[1]).isEqualTo(done.units());
    assertThat(two[0] + two[1]).isEqualTo(done.units());
    assertThat(one[0] + two[0]).isEqualTo(run.artifacts().units());
  }

  @Test
  void theLockWaitEndsWithATimeout(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    Started first = run.start();
    first.awaitUnits(run.artifacts(), 1);

    run.run("--lock-wait", "0")
        .exits(6)
        .says("run tiny is held by process " + first.process().pid(), "since 20", "--lock-wait");
    Started second = run.start();
    int[] one = units(first.end(Duration.ofMinutes(3)).exits(0));
    Outcome waited = second.end(Duration.ofMinutes(3));

    assertThat(one[0]).isEqualTo(done.units());
    waited.did(0, done.units()).says("waiting for process " + first.process().pid(), "since 20");
  }

  private static int[] units(Outcome outcome) {
    Matcher line = DONE.matcher(outcome.lastLine());
    assertThat(line.matches()).as(outcome.out()).isTrue();
    return new int[] {Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2))};
  }
}
