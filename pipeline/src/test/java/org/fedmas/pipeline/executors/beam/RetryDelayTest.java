package org.fedmas.pipeline.executors.beam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryDelayTest {

  private static final UnitKey UNIT = UnitKey.of(StageName.PREPROCESS);
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;
  private RunControl control;

  @BeforeEach
  void open() throws IOException {
    control = RunControl.of(folder.resolve("run"), DurableFiles.local()).open(null);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void aUnitThatHasNotFailedHereIsNotDelayed() {
    delay(LONG);
  }

  @Test
  void theDelayEndsWhenAnotherWorkerRunsTheUnit() throws IOException {
    exclude();
    control.heartbeats().beat(beat(UNIT.toString()));
    delay(LONG);
  }

  @Test
  void theDelayEndsWhenTheUnitIsComputed() throws IOException {
    exclude();
    control.outcomes().computed(UNIT);
    delay(LONG);
  }

  @Test
  void theDelayEndsWhenTheRunStops() throws IOException {
    exclude();
    control.requestStop();
    delay(LONG);
  }

  @Test
  void theDelayEndsWhenNoOtherWorkerMakesProgress() throws IOException {
    exclude();
    control.heartbeats().beat(beat("training/round-1/client-0"));
    long start = System.nanoTime();
    delay(Duration.ofMillis(300));
    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
  }

  private void exclude() throws IOException {
    control.outcomes().failed(UNIT, new OutOfMemoryError("Java heap space"));
    control.outcomes().retryElsewhere(control.outcomes().failures().get(0));
  }

  private static Heartbeat beat(String unit) {
    return new Heartbeat(unit, 1, 10, 1, 5.0, "process 7 on host", null);
  }

  private void delay(Duration silence) {
    UnitTask task =
        new UnitTask(
            UNIT,
            ArtifactKind.IMAGE_INDEX,
            Recipe.of(UNIT, 1, new Config(Map.of()), Map.of(), Map.of(), null),
            Map.of(),
            folder.toString(),
            folder,
            control.address(),
            CheckpointInterval.OFF);
    new RetryDelay(task, control, silence).await();
  }
}
