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
  void lackOfMemoryIsKnownInAllItsWords() {
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
  void badInputIsNoLackOfMemory() {
    assertThat(of(new StageFailedException("image out of memory.jpg is broken")).outOfMemory())
        .isFalse();
    assertThat(of(new IllegalArgumentException("a label of 9")).outOfMemory()).isFalse();
  }

  @Test
  void aWorkersFailureTellsWhereAndShowsItsTrace() {
    UnitFailure there =
        new UnitFailure(
            "training/round-1/client-0",
            ExitCode.UNIT_FAILED,
            "broken",
            "Trace: broken\n\tat a.B\n",
            false,
            new WorkerProcess("process 7 on host", "/logs/taskmanager-1.log"));

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
            new WorkerProcess("process 1", null));

    assertThat(here.text()).isEqualTo("unit u failed: broken");
  }

  @Test
  void travelsAsJson() {
    UnitFailure failure = of(new OutOfMemoryError("Java heap space"));

    assertThat(UnitFailure.of(Json.mapper().valueToTree(failure.json()))).isEqualTo(failure);
  }

  @Test
  void whatIsToBeTriedElsewhereIsForgottenAndItsPlaceAvoided() throws Exception {
    try (RunControl control = new RunControl(folder.resolve("run")).open(null)) {
      control.attempts().fail(UNIT, new OutOfMemoryError("Java heap space"));
      assertThat(control.attempts().hasFailed(UNIT)).isTrue();

      control.attempts().retryElsewhere(control.attempts().failures().get(0));

      assertThat(control.attempts().hasFailed(UNIT)).isFalse();
      assertThat(control.attempts().failures()).isEmpty();
      assertThat(control.attempts().avoided(UNIT))
          .isEqualTo(Set.of(WorkerProcess.current().name()));
    }
  }

  @Test
  void aWorkerStopsWhenItsDriverIsGoneOrReplaced() throws Exception {
    RunControl driver = new RunControl(folder.resolve("run")).open(null);
    RunControl worker =
        RunControl.ofWorker(driver.address(), RemoteFileSystems.none(), DurableFiles.local());
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
