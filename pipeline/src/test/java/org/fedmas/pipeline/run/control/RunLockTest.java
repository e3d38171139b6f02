package org.fedmas.pipeline.run.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.LockedException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.lease.Lease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();
  private RunFolder run;

  @BeforeEach
  void open() {
    run = new RunFolder("run", folder, folder.resolve("data"));
  }

  @Test
  void aFreeLockIsTakenWithoutNotice() throws Exception {
    try (Lease lease = RunLock.take(run, Duration.ZERO, notices::add)) {
      assertThat(notices).isEmpty();
    }
    RunLock.take(run, Duration.ZERO, notices::add).close();
  }

  @Test
  void aHeldLockTimesOutAfterOneNotice() throws Exception {
    try (Lease lease = RunLock.take(run, null, notices::add)) {
      assertThatThrownBy(() -> RunLock.take(run, Duration.ofMillis(1), notices::add))
          .isInstanceOf(LockedException.class)
          .hasMessageStartingWith("run run is held by ")
          .hasMessageContaining("--lock-wait SECONDS, or choose another --run NAME");
    }
    assertThat(notices).singleElement().asString().startsWith("waiting for ");
  }
}
