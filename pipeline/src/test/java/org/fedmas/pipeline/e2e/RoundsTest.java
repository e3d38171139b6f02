package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of runs round by round, and of retention. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class RoundsTest {

  @TempDir Path folder;

  @Test
  void roundByRoundGivesTheSameBytes(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    // also computed: preparation, features, the first model
    run.run("--round", "1").exits(0);
    assertThat(run.status().rows())
        .filteredOn(row -> row.state().equals("present"))
        .extracting(Status.Row::unit)
        .contains(
            "training/round-0", "aggregation/round-1", "evaluation/round-1/client-0/validation")
        .noneMatch(unit -> unit.contains("round-2") || unit.endsWith("/test"));
    int first = run.artifacts().units();
    run.run("--round", "2").exits(0);
    int both = run.artifacts().units();
    run.run().did(done.units() - both, both);

    assertThat(both).isGreaterThan(first);
    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    // a forced round does not recompute the model before it
    assertThat(run.command("plan", "--round", "1", "--force", "training").exits(0).out())
        .contains("training/round-1/client-0  (--force: recomputed and compared)")
        .doesNotContain("training/round-0  (--force");
  }

  @Test
  void payloadsAreReleasedDuringTheRun(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    String[] keep = {"--set", "keep.client-updates=none", "--set", "keep.global-models=best"};
    Started started = run.start(keep);
    started.awaitUnits(run.artifacts(), done.units() - 10);
    started.signal("KILL");
    started.end(Duration.ofSeconds(20)).exits(137);
    int kept = run.artifacts().units();

    run.run(keep).did(done.units() - kept, kept);

    Status now = run.status(keep);
    for (Status.Row row : now.rows()) {
      assertThat(row.content()).as(row.unit()).isEqualTo(done.status().unit(row.unit()).content());
    }
    List<String> released =
        now.rows().stream()
            .filter(row -> row.state().equals("released"))
            .map(Status.Row::unit)
            .toList();
    assertThat(released)
        .contains("training/round-1/client-0", "training/round-1/client-4")
        .noneMatch(unit -> unit.contains("round-2"));
    run.verify().exits(0);
    run.run(keep).did(0, done.units());
    // a continued run recomputes only the payloads that it reads
    run.run("--rounds", "3", "--set", "keep.client-updates=none").exits(0);
    assertThat(run.status("--rounds", "3").unit("aggregation/round-2").content())
        .isEqualTo(done.status().unit("aggregation/round-2").content());
  }
}
