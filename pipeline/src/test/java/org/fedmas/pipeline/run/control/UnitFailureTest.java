package org.fedmas.pipeline.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitFailureTest {

  private static final UnitKey UNIT = UnitKey.of(StageName.PREPROCESS);

  @TempDir Path folder;

  @Test
  void outOfMemoryIsRecognisedInEveryWording() {
    assertThat(of(new OutOfMemoryError("Java heap space")).outOfMemory()).isTrue();
    assertThat(of(new IllegalStateException("std::bad_alloc")).outOfMemory()).isTrue();
    assertThat(
            of(new StageFailedException("step 3", new RuntimeException("CUDA out of memory.")))
                .outOfMemory())
        .isTrue();
    assertThat(
            of(new RuntimeException("[enforce fail] DefaultCPUAllocator: can't allocate memory"))
                .outOfMemory())
        .isTrue();
  }

  @Test
  void badInputIsNotOutOfMemory() {
    assertThat(of(new StageFailedException("image out of memory.jpg is broken")).outOfMemory())
        .isFalse();
    assertThat(of(new IllegalArgumentException("a label of 9")).outOfMemory()).isFalse();
  }

  @Test
  void aWorkersFailureHasItsTrace() {
    UnitFailure there =
        new UnitFailure(
            "training/round-1/client-0",
            ExitCode.UNIT_FAILED,
            "broken",
            "Trace: broken\n\tat a.B\n",
            false,
            new WorkerIdentity("process 7 on host", "/logs/taskmanager-1.log"));

    assertThat(there.text())
        .isEqualTo(
            "unit training/round-1/client-0 failed: broken\n"
                + "  on process 7 on host, log /logs/taskmanager-1.log\n"
                + "Trace: broken\n\tat a.B");
  }

  @Test
  void aKnownFailureInTheDriverIsOneLine() {
    UnitFailure here =
        new UnitFailure(
            "u",
            ExitCode.UNIT_FAILED,
            "broken",
            "Trace",
            false,
            new WorkerIdentity("process 1", null));

    assertThat(here.text()).isEqualTo("unit u failed: broken");
  }

  @Test
  void travelsAsJson() {
    UnitFailure failure = of(new OutOfMemoryError("Java heap space"));

    assertThat(UnitFailure.of(Json.mapper().valueToTree(failure.json()))).isEqualTo(failure);
  }

  @Test
  void aRetryElsewhereExcludesTheWorker() throws Exception {
    try (RunControl control =
        RunControl.of(folder.resolve("run"), DurableFiles.local()).open(null)) {
      control.outcomes().failed(UNIT, new OutOfMemoryError("Java heap space"));
      assertThat(control.outcomes().hasFailed(UNIT)).isTrue();

      control.outcomes().retryElsewhere(control.outcomes().failures().get(0));

      assertThat(control.outcomes().hasFailed(UNIT)).isFalse();
      assertThat(control.outcomes().failures()).isEmpty();
      assertThat(control.outcomes().excludedWorkers(UNIT))
          .isEqualTo(Set.of(WorkerIdentity.current().name()));
    }
  }

  @Test
  void aWorkerStopsWhenItsDriverIsReplaced() throws Exception {
    RunControl driver = RunControl.of(folder.resolve("run"), DurableFiles.local()).open(null);
    RunControl worker =
        RunControl.ofWorker(
            driver.address(),
            RemoteFileSystems.none(),
            DurableFiles.local(),
            RunControl.driver(driver.address(), RemoteFileSystems.none()).orElseThrow());
    assertThat(worker.stopRequested()).isFalse();

    driver.open(null);
    assertThat(worker.stopRequested()).isTrue();
    driver.close();
    assertThat(worker.stopRequested()).isTrue();
  }

  private static UnitFailure of(Throwable cause) {
    return UnitFailure.of(UNIT, cause);
  }
}
