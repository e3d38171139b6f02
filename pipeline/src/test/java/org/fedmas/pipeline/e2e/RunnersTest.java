package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes come out wherever and by how many workers they were computed. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class RunnersTest {

  @TempDir Path folder;

  /** The reference run has one worker on a machine of two processors. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void workersOfTheDirectRunner(String workers, ReferenceRun.Done done) throws Exception {
    same(done, "--workers", workers);
  }

  /** The reference run has room in memory for all its images, this one for none. */
  @Test
  void imagesThatMemoryHasNoRoomFor(ReferenceRun.Done done) throws Exception {
    same(done, "--workers", "2", "--set", "memory-budget=0m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "4"})
  void workersOfFlink(String workers, ReferenceRun.Done done) throws Exception {
    TinyRun run = same(done, "--workers", workers, "--", "--runner=FlinkRunner");

    assertThat(Files.readString(run.result("run.json"))).contains("FlinkRunner");
  }

  private TinyRun same(ReferenceRun.Done done, String... options) throws Exception {
    TinyRun run = TinyRun.in(folder);
    run.run(options).did(done.units(), 0);
    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    return run;
  }
}
