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

/** Tests that runner and number of workers do not change the bytes. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class RunnersTest {

  @TempDir Path folder;

  /** Compares with the reference run, which has one worker on two processors. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4"})
  void directRunnerGivesTheSameBytes(String workers, ReferenceRun.Done done) throws Exception {
    same(done, "--workers", workers);
  }

  /** Compares a run that keeps no images in memory with the reference run, which keeps all. */
  @Test
  void imagesOutsideMemoryGiveTheSameBytes(ReferenceRun.Done done) throws Exception {
    same(done, "--workers", "2", "--set", "memory-budget=0m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "4"})
  void flinkGivesTheSameBytes(String workers, ReferenceRun.Done done) throws Exception {
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
