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
@ExtendWith(ReferenceRun.class)
class RunnersTest {

  @TempDir Path folder;

  @Test
  @Tag("e2e")
  void fourWorkersGiveTheSameBytes(ReferenceRun.Done done) throws Exception {
    same(done, "--workers", "4");
  }

  /** Repeats the reference run's own number of workers, 1, as well. */
  @ParameterizedTest
  @Tag("soak")
  @ValueSource(strings = {"1", "2"})
  void fewerWorkersGiveTheSameBytes(String workers, ReferenceRun.Done done) throws Exception {
    same(done, "--workers", workers);
  }

  /** Compares a run that keeps no images in memory with the reference run, which keeps all. */
  @Test
  @Tag("e2e")
  void imagesOutsideMemoryGiveTheSameBytes(ReferenceRun.Done done) throws Exception {
    same(done, "--workers", "2", "--set", "memory-budget=0m");
  }

  @Test
  @Tag("soak") // ClusterTest has workers in processes of their own
  void fourFlinkWorkersGiveTheSameBytes(ReferenceRun.Done done) throws Exception {
    flink(done, "4");
  }

  @Test
  @Tag("soak")
  void oneFlinkWorkerGivesTheSameBytes(ReferenceRun.Done done) throws Exception {
    flink(done, "1");
  }

  private void flink(ReferenceRun.Done done, String workers) throws Exception {
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
