package org.fedmas.pipeline.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.fedmas.pipeline.cluster.CodeIdentity;
import org.fedmas.pipeline.run.RunControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerDemandTest {

  @TempDir Path folder;

  @Test
  void aWorkerThatSeesTheDriverAndRunsItsCodeIsTaken() throws Exception {
    try (RunControl driver = new RunControl(folder.resolve("run")).open(null)) {
      assertThat(WorkerDemand.of(driver.address()).isMet()).isTrue();
    }
  }

  @Test
  void unitsOfADriverThatWasReplacedAreLeft() throws Exception {
    RunControl control = new RunControl(folder.resolve("run")).open(null);
    WorkerDemand killed = WorkerDemand.of(control.address());
    control.open(null);

    assertThat(killed.isMet()).isFalse();
    assertThat(WorkerDemand.of(control.address()).isMet()).isTrue();
  }

  @Test
  void anotherBuildIsRefused() {
    WorkerDemand demand =
        new WorkerDemand(new CodeIdentity("0123", Set.of()), folder.toString(), null);

    assertThatThrownBy(demand::isMet)
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll("another build of fedmas", "0123", "make cluster-home");
  }

  @Test
  void aFolderThatIsNotSharedIsRefused() {
    WorkerDemand demand =
        new WorkerDemand(CodeIdentity.current(), folder.resolve("elsewhere").toString(), "token");

    assertThatThrownBy(() -> demand.isMet(2, 1))
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll("does not see", "elsewhere", "--artifacts");
  }
}
