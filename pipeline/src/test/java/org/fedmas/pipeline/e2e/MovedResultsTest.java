package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of results that another configuration or other data would replace. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class MovedResultsTest {

  @TempDir Path folder;

  @Test
  void theyAreMovedAndCanStillBeRead(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    byte[] before = Files.readAllBytes(run.result("metrics.json"));

    Outcome outcome = run.run("--set", "training.learning-rate=2e-3", "--progress", "none");

    outcome.exits(0).says("differ in training.learning-rate: 0.001 → 0.002; they are moved to ");
    String moved = moved(run);
    Path kept = run.folder().resolve("artifacts/runs").resolve(moved);
    assertThat(kept.resolve("metrics.json")).hasBinaryContent(before);
    assertThat(kept).isDirectoryContaining("glob:**/{report.html,predictions.parquet}");
    Launcher launcher = Launcher.in(run.folder());
    Outcome report =
        launcher
            .run("report", "--run", moved, "--artifacts", "artifacts", "--figures", "figures")
            .exits(0);
    assertThat(report.out()).contains("charts as SVG and PNG in figures");
    assertThat(run.folder().resolve("figures"))
        .isDirectoryContaining("glob:**/{recall,roc,weights}.{svg,png}");
    assertThat(Files.readString(kept.resolve("report.html"))).contains(moved, "0.001");
    assertThat(launcher.run("status", "--run", moved, "--artifacts", "artifacts").exits(0).out())
        .contains("run " + moved);
    assertThat(launcher.run("gc", "--dry-run", "--artifacts", "artifacts").exits(0).out())
        .contains("0 artifacts");
    launcher
        .run("run", "--run", moved, "--artifacts", "artifacts")
        .exits(2)
        .says("the name of results that were moved aside");
  }

  @Test
  void otherImagesAreOtherResults(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));

    run.run("--set", "dataset.seed=5", "--until", "partition").exits(0).says("dataset.seed: 0 → 5");

    assertThat(moved(run)).startsWith("tiny@");
  }

  @Test
  void theSameRunIsNotMoved(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));

    run.run("--set", "keep.client-updates=all").did(0, done.units());

    assertThat(runs(run)).containsExactly("tiny");
  }

  private static String moved(TinyRun run) throws Exception {
    return runs(run).stream().filter(name -> name.contains("@")).findFirst().orElseThrow();
  }

  private static List<String> runs(TinyRun run) throws Exception {
    try (Stream<Path> runs = Files.list(run.folder().resolve("artifacts/runs"))) {
      return runs.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }
}
