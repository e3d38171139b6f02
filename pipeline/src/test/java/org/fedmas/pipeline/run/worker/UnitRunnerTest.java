package org.fedmas.pipeline.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitFailure;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.fedmas.store.remote.RemoteFileSystems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitRunnerTest {

  private static final UnitKey UNIT = UnitKey.of(StageName.PREPROCESS);

  @TempDir Path folder;
  private final AtomicInteger computed = new AtomicInteger();
  private RuntimeException error;
  private RunControl control;

  @BeforeEach
  void open() throws IOException {
    control =
        RunControl.of(folder.resolve(".control/run"), DurableFiles.local()).open(Duration.ZERO);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void aUnitIsComputedAndReported() {
    run();

    assertThat(computed).hasValue(1);
    assertThat(control.outcomes().isSettled(UNIT)).isTrue();
    assertThat(control.outcomes().reused().test(UNIT)).isFalse();
    assertThat(control.heartbeats().running()).isEmpty();
  }

  @Test
  void aCommittedUnitIsReused() {
    run();
    run();

    assertThat(computed).hasValue(1);
    assertThat(control.outcomes().done().test(UNIT)).isTrue();
  }

  @Test
  void anErrorIsReportedAsTheFailureOfItsUnit() {
    error = new MissingInputException("no such file");
    run();

    UnitFailure failure = control.outcomes().failures().get(0);
    assertThat(failure.unit()).isEqualTo(UNIT.toString());
    assertThat(failure.exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
  }

  @Test
  void aFailedUnitIsNotRunAgain() {
    error = new IllegalStateException("broken");
    run();
    run();

    assertThat(computed).hasValue(1);
  }

  @Test
  void aStoppedUnitHasNotFailed() {
    error = new InterruptedRunException("stopped");
    run();

    assertThat(control.outcomes().hasFailed(UNIT)).isFalse();
  }

  @Test
  void noUnitStartsAfterARequestToStop() {
    control.requestStop();
    run();

    assertThat(computed).hasValue(0);
  }

  @Test
  void aLockedUnitFailsOnceTheWaitTimesOut() throws IOException {
    Path lease = RunFolder.leases(folder).resolve(task().recipe().fingerprint().hex());
    try (Lease held = new LeaseRequest(lease, "test", DurableFiles.local()).attempt().get()) {
      run();
    }
    assertThat(control.outcomes().failures().get(0).exitCode()).isEqualTo(ExitCode.LOCKED);
  }

  private void run() {
    new UnitRunner(stage -> new OneFile(), RemoteFileSystems.none(), DurableFiles.local())
        .run(task(), control);
  }

  private UnitTask task() {
    return new UnitTask(
        UNIT,
        ArtifactKind.IMAGE_INDEX,
        Recipe.of(UNIT, 1, new Config(Map.of()), Map.of(), Map.of(), null),
        Map.of(),
        folder.toString(),
        folder,
        control.address(),
        CheckpointInterval.OFF);
  }

  /** A stage that writes one file, or fails. */
  private final class OneFile implements Stage {

    @Override
    public StageName name() {
      return StageName.PREPROCESS;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public ArtifactKind kind(UnitKey unit) {
      return ArtifactKind.IMAGE_INDEX;
    }

    @Override
    public Object settings(ArtifactKind kind, ConfigReader reader) {
      return name();
    }

    @Override
    public boolean usesTensors(UnitKey unit) {
      return false;
    }

    @Override
    public void compute(UnitContext unit) throws IOException {
      computed.incrementAndGet();
      if (error != null) {
        throw error;
      }
      for (String file : ArtifactKind.IMAGE_INDEX.payload()) {
        Files.writeString(unit.output().resolve(file), "rows");
      }
      Files.writeString(unit.output().resolve("summary.json"), "{}");
    }
  }
}
