package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.size.RunBytes;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred rounds of six clients, with ResNet-18 at 84 pixels and 23,215 images. */
class DiskNeedTest {

  private static final long IMAGES = 23_215;
  private static final long GIGABYTE = 1_000_000_000;

  @TempDir Path folder;

  @Test
  void hundredRoundsLeaveLessThanTenGigabytes() {
    assertThat(bytes(IMAGES).left()).isLessThan(10 * GIGABYTE);
  }

  @Test
  void hundredRoundsLeaveLessThanTenGigabytesOfModels() {
    RunBytes bytes = bytes(IMAGES);
    assertThat(bytes.updates() + bytes.models()).isBetween(7 * GIGABYTE, 9 * GIGABYTE);
  }

  @Test
  void fourRoundsOfUpdatesExistAtOnce() {
    double update = bytes(IMAGES, "keep.client-updates=none", "rounds=1").updates();
    assertThat(bytes(IMAGES).updates() / update).isEqualTo(4, within(1e-9));
  }

  @Test
  void allUpdatesOfARunWithoutReleaseCount() {
    double update = bytes(IMAGES, "rounds=1").updates();
    assertThat(bytes(IMAGES, "keep.client-updates=all").updates() / update)
        .isEqualTo(100, within(1e-9));
  }

  @Test
  void statesOfMethodsAddUpOverTheRounds() {
    String[] plain = {
      "training.terms=[]", "aggregation.rule=avg", "training.optimizer=sgd", "training.momentum=0"
    };
    String[] drift = {"training.terms=[scaffold]", plain[1], plain[2], plain[3]};
    long added = bytes(IMAGES, drift).updates() - bytes(IMAGES, plain).updates();
    // 600 states of the size of the trained values, beside four rounds of updates
    assertThat(added).isBetween(26 * GIGABYTE, 28 * GIGABYTE);
  }

  @Test
  void aRunThatTheDiskCannotTakeIsRefused() {
    DiskNeed need = new DiskNeed(bytes(1L << 40), folder);
    assertThatThrownBy(() -> need.require(FakeRun.options(), () -> FakeRun.of(folder).plan()))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContainingAll("cannot take the run", "free, expected", "--skip-disk-check");
  }

  @Test
  void aFinishedRunNeedsNoSpace() throws Exception {
    FakeRun run = FakeRun.of(folder).rounds(2);
    run.run(DurableFiles.local());

    new DiskNeed(bytes(1L << 40), folder).require(FakeRun.options(), run::plan);
  }

  @Test
  void artifactsOfEarlierStartsAreNotCountedAgain() throws Exception {
    FakeRun run = FakeRun.of(folder).rounds(2);
    DiskNeed need = new DiskNeed(bytes(1), folder);
    long whole = need.toWrite(run.plan());
    run.rounds(1).run(DurableFiles.local());

    assertThat(need.toWrite(run.plan())).isBetween(whole - 10_000, whole - 1);
  }

  private static RunBytes bytes(long images, String... set) {
    ConfigSource source =
        ConfigSource.yaml(
            "hundred.yaml",
            "{dataset: {kind: sample}, image: {size: 84}, model: {weights: seeded},"
                + " auxiliary: {weights: seeded}, device: cpu, rounds: 100}",
            new ConfigProblems());
    List.of(set).forEach(source::set);
    return new RunBytes(Settings.read(source), images, 0, 6, 8);
  }
}
