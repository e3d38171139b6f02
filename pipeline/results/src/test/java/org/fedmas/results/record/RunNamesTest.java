package org.fedmas.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNamesTest {

  @TempDir Path folder;

  @Test
  void runsOfATableHaveItsNameBeforeThem() throws IOException {
    run("plain");
    run("table/a-fold1-seed0");
    Files.createDirectories(RunFolder.runs(folder).resolve("table/b-fold1-seed0"));
    assertThat(RunNames.in(folder))
        .containsExactly("plain", "table/a-fold1-seed0", "table/b-fold1-seed0");
  }

  @Test
  void foldersInARunAreNotRuns() throws IOException {
    run("plain");
    Files.createDirectories(RunFolder.runs(folder).resolve("plain/tensorboard"));
    assertThat(RunNames.in(folder)).containsExactly("plain");
  }

  @Test
  void aRunThatIsNamedLikeATableHidesNoRunOfIt() throws IOException {
    run("table");
    run("table/a-fold1-seed0");
    assertThat(RunNames.in(folder)).containsExactly("table", "table/a-fold1-seed0");
  }

  @Test
  void runsThatAreOnlyControlledAreFound() throws IOException {
    RunFolder place = new RunFolder("table/a", folder, folder);
    Files.createDirectories(place.control());
    assertThat(RunNames.in(folder)).containsExactly("table/a");
    assertThat(place.control().getParent()).isEqualTo(RunFolder.controls(folder));
    assertThat(place.lease().getParent()).isEqualTo(RunFolder.leases(folder));
  }

  @Test
  void filesBelongToTheirRun() throws IOException {
    run("plain");
    run("table/a");
    assertThat(RunNames.of(folder, Path.of("plain/metrics.json"))).isEqualTo("plain");
    assertThat(RunNames.of(folder, Path.of("table/a/metrics.json"))).isEqualTo("table/a");
  }

  private void run(String name) throws IOException {
    Path run = Files.createDirectories(RunFolder.runs(folder).resolve(name));
    Files.writeString(run.resolve(RunRecord.FILE), "{}");
  }
}
