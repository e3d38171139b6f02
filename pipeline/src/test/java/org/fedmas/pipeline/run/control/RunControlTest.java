package org.fedmas.pipeline.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.ObjectMap;
import org.fedmas.store.remote.RemoteFileSystems;
import org.fedmas.store.remote.RemoteSubfolder;
import org.fedmas.store.remote.StoreAddress;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of driver and worker that share a folder, and of ones that share an address only. */
class RunControlTest {

  private static final UnitKey UNIT = UnitKey.of(StageName.AGGREGATION, new Round(1));

  @TempDir Path folder;
  private final ObjectMap objects = new ObjectMap();
  private final RemoteFileSystems fileSystems =
      address -> new RemoteSubfolder(objects, address.substring(objects.address().length() + 1));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void progressReachesTheDriver(boolean remote) throws IOException {
    try (RunControl driver = driver(remote).open(Duration.ofSeconds(7))) {
      RunControl worker = worker(driver);
      assertThat(worker.lockWait()).isEqualTo(Duration.ofSeconds(7));
      worker.heartbeats().started(UNIT);
      worker.heartbeats().beat(new Heartbeat(UNIT.toString(), 3, 10, 1, 5.0, "here", null));
      assertThat(driver.heartbeats().running())
          .singleElement()
          .satisfies(beat -> assertThat(beat.done()).isEqualTo(3));
      worker.heartbeats().note(UNIT, "a word");
      assertThat(driver.heartbeats().notes()).containsExactly(UNIT + ": a word");
      worker.heartbeats().ended(UNIT);
      assertThat(driver(remote).heartbeats().running()).isEmpty();
      worker.outcomes().reused(UNIT);
      assertThat(driver.outcomes().reused().test(UNIT)).isTrue();
      worker.outcomes().computed(UNIT);
      assertThat(driver.outcomes().reused().test(UNIT)).isFalse();
    }
    assertThat(objects.list(".control")).isEmpty();
    assertThat(place(false).control()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failuresReachTheDriverAndAreClearedByARetry(boolean remote) throws IOException {
    try (RunControl driver = driver(remote).open(null)) {
      RunControl worker = worker(driver);
      assertThat(worker.lockWait()).isNull();
      worker.outcomes().failed(UNIT, new MissingInputException("no such file"));
      assertThat(worker.outcomes().hasFailed(UNIT)).isTrue();
      UnitFailure failure = driver.outcomes().failures().get(0);
      assertThat(failure.unit()).isEqualTo(UNIT.toString());
      assertThat(failure.message()).isEqualTo("no such file");
      assertThat(failure.exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
      driver.outcomes().retryElsewhere(failure);
      assertThat(driver.outcomes().failures()).isEmpty();
      assertThat(worker.outcomes().excludedWorkers(UNIT)).containsExactly(failure.worker().name());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unitsStopOnRequestAndWhenTheirDriverIsReplaced(boolean remote) throws IOException {
    try (RunControl driver = driver(remote).open(null)) {
      assertThat(worker(driver).stopRequested()).isFalse();
      driver.requestStop();
      assertThat(worker(driver).stopRequested()).isTrue();
      assertThat(driver.stopRequested()).isTrue();
      RunControl old = worker(driver);
      try (RunControl next = driver(remote).open(null)) {
        assertThat(next.stopRequested()).isFalse();
        assertThat(worker(next).stopRequested()).isFalse();
        assertThat(old.stopRequested()).isTrue();
      }
    }
  }

  private RunControl driver(boolean remote) {
    return RunControl.of(place(remote));
  }

  private RunControl worker(RunControl driver) {
    String token = RunControl.driver(driver.address(), fileSystems).orElseThrow();
    return RunControl.ofWorker(driver.address(), fileSystems, DurableFiles.local(), token);
  }

  private RunFolder place(boolean remote) {
    StoreAddress home = new StoreAddress(folder, remote ? objects : null, DurableFiles.local());
    return new RunFolder("run", home, folder);
  }
}
