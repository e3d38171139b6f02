package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.run.driver.EveryFaultTest;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;
import org.fedmas.store.file.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of files and checkpoints that dead processes left behind. */
class OrphanedFilesTest {

  private static final Owner ELSEWHERE = new Owner("elsewhere", "1", 2, 3);

  @TempDir Path folder;

  @Test
  void temporariesOfDeadProcessesAreOrphaned() throws IOException {
    Path run = RunFolder.runs(folder).resolve("a");
    assertThat(temporary(run, EveryFaultTest.DEAD)).isIn(OrphanedFiles.in(folder));
  }

  @Test
  void temporariesOfLivingProcessesAreNot() throws IOException {
    temporary(RunFolder.runs(folder).resolve("a"), Owner.current());
    assertThat(OrphanedFiles.in(folder)).isEmpty();
  }

  @Test
  void temporariesOfOtherMachinesAreOrphanedAfterADay() throws IOException {
    Path file = temporary(folder, ELSEWHERE);
    assertThat(OrphanedFiles.in(folder)).isEmpty();
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    assertThat(OrphanedFiles.in(folder)).containsExactly(file);
  }

  @Test
  void foldersWithoutManifestAreOrphaned() throws IOException {
    Path torn = Files.createDirectories(folder.resolve("priors").resolve(Digest.of("torn").hex()));
    assertThat(OrphanedFiles.in(folder)).containsExactly(torn);
  }

  @Test
  void artifactsSetAsideAreOrphaned() throws IOException {
    ExampleStore example = ExampleStore.in(folder);
    Manifest index = example.commit(ArtifactKind.IMAGE_INDEX, "preprocess");
    assertThat(OrphanedFiles.in(folder)).isEmpty();
    example.store().setAside(index.ref());
    assertThat(OrphanedFiles.in(folder)).hasSize(1);
  }

  @Test
  void freeLeasesAreOrphaned() throws IOException {
    Path lease = Files.createDirectories(RunFolder.leases(folder).resolve("unit"));
    assertThat(OrphanedFiles.in(folder)).containsExactly(lease);
  }

  @Test
  void checkpointsOfCompletedUnitsAreAbandoned() throws IOException {
    Manifest index = ExampleStore.in(folder).commit(ArtifactKind.IMAGE_INDEX, "preprocess");
    Path checkpoint = checkpoint(index.ref());
    assertThat(UnfinishedUnits.abandoned(folder, Set.of(index.ref()), true))
        .containsExactly(checkpoint);
  }

  @Test
  void checkpointsOfNeededUnitsAreKept() throws IOException {
    ArtifactRef unit = new ArtifactRef(ArtifactKind.CLIENT_UPDATE, Digest.of("needed"));
    Path checkpoint = checkpoint(unit);
    assertThat(UnfinishedUnits.abandoned(folder, Set.of(unit), false)).isEmpty();
    assertThat(UnfinishedUnits.abandoned(folder, Set.of(), false)).containsExactly(checkpoint);
  }

  @Test
  void checkpointsAreKeptWhileAnInterruptedRunMayNeedThem() throws IOException {
    checkpoint(new ArtifactRef(ArtifactKind.CLIENT_UPDATE, Digest.of("unknown")));
    assertThat(UnfinishedUnits.abandoned(folder, Set.of(), true)).isEmpty();
  }

  private Path checkpoint(ArtifactRef unit) throws IOException {
    return Files.createDirectories(RunFolder.partials(folder).resolve(unit.fingerprint().hex()));
  }

  private static Path temporary(Path parent, Owner owner) throws IOException {
    Files.createDirectories(parent);
    Path file = new DurableFiles(Storage.local(), owner).temporary(parent, "x");
    return Files.writeString(file, "unfinished");
  }
}
