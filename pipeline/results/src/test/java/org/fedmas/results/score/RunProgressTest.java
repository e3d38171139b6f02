package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.track.RunExample;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProgressTest {

  @TempDir Path folder;

  private RunFolder place;

  @BeforeEach
  void aPlace() {
    place = new RunFolder("tiny", folder, folder.resolve("data"));
  }

  private void write(RunSnapshot run) throws Exception {
    run.record().write(place.folder(), DurableFiles.local());
    run.metrics().write(place.folder().resolve(RunResults.METRICS), DurableFiles.local());
  }

  @Test
  void aFinishedRunIsReadWithoutItsArtifacts() throws Exception {
    RunSnapshot finished = RunExample.of(2).finished();
    write(finished);
    RunSnapshot read = new RunProgress(place).read();
    assertThat(read.sameNumbers(finished)).isTrue();
    assertThat(read.isFinished()).isTrue();
  }

  /** Numbers of an earlier start are not those of this one. */
  @Test
  void anUnfinishedRunIsReadFromItsArtifacts() throws Exception {
    write(RunExample.of(2).stopped());
    assertThat(new RunProgress(place).read().hasRounds()).isFalse();
  }

  @Test
  void aRunWhoseLeaseIsHeldLasts() throws Exception {
    write(RunExample.of(2).finished());
    try (Lease held =
        new LeaseRequest(place.lease(), "run tiny", place.files()).attempt().orElseThrow()) {
      assertThat(new RunProgress(place).read().lasts()).isTrue();
    }
    assertThat(new RunProgress(place).read().lasts()).isFalse();
  }

  @Test
  void aRunThatWasNeverStartedIsNamed() {
    assertThatThrownBy(() -> new RunProgress(place).read())
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("run tiny not found in " + folder);
  }
}
