package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of which units are recomputed after a change of the configuration. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class ChangedConfigTest {

  private static final String SAME_IN_OTHER_WORDS =
      """
      # the same run, said differently
      training: {learning-rate: 0.001, batch-size: 16}
      features: {views: 1}
      auxiliary:
        weights: seeded   # no download
        network: imagenet-resnet18
      model: {weights: seeded, backbone: resnet8}
      image: {size: 32}
      dataset: {images: 120, kind: sample}
      rounds: 2
      """;

  @TempDir Path folder;

  @Test
  void commentsOrderWorkersAndRunNameChangeNothing(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    TinyRun.in(run.folder(), SAME_IN_OTHER_WORDS);

    Launcher.in(run.folder())
        .run(
            "run",
            "--config",
            "tiny.yaml",
            "--artifacts",
            "artifacts",
            "--run",
            "b",
            "--workers",
            "2")
        .did(0, done.units());
  }

  @Test
  void anotherFoldReusesPicturesAndFeatures(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));

    Status other = run.status("--fold", "2");

    List<String> present =
        other.rows().stream()
            .filter(row -> row.state().equals("present"))
            .map(Status.Row::unit)
            .toList();
    assertThat(stages(present)).containsExactly("features", "preprocess", "training");
    assertThat(present)
        .filteredOn(unit -> unit.startsWith("training/"))
        .containsExactly("training/round-0");
    for (Status.Row row : done.status().rows()) {
      if (row.unit().startsWith("preprocess/") || row.unit().startsWith("features/")) {
        assertThat(other.unit(row.unit()).content()).as(row.unit()).isEqualTo(row.content());
      }
    }
  }

  @Test
  void learningRateRecomputesTrainingAndLaterStages(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    String change = "training.learning-rate=2e-3";

    assertThat(run.command("plan", "--set", change).exits(0).out().lines())
        .contains("present  features/client-0/part-000", "present  training/round-0")
        .contains(
            "stale    training/round-1/client-0  (config.training.learning-rate: 0.001 → 0.002)");

    Outcome outcome = run.run("--set", change);
    Status now = run.status("--set", change);
    List<String> rebuilt = rebuilt(done.status(), now);
    outcome.did(rebuilt.size(), done.units() - rebuilt.size());
    assertThat(stages(rebuilt)).containsExactly("aggregation", "evaluation", "prior", "training");
    // the priors of the first round do not depend on training
    assertThat(rebuilt).noneMatch(unit -> unit.startsWith("prior/round-1"));
    assertThat(rebuilt).contains("training/round-1/client-0", "training/round-2/client-4");
    assertThat(now.contents().get("aggregation/round-2"))
        .isNotEqualTo(done.status().contents().get("aggregation/round-2"));
  }

  @Test
  void seedOfViewsRecomputesFeaturesAndLaterStages(ReferenceRun.Done done) throws Exception {
    List<String> lines =
        done.run().command("plan", "--set", "features.seed=3").exits(0).out().lines().toList();

    assertThat(lines)
        .contains("stale    features/client-5/part-000  (config.features.seed: 0 → 3)");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("present"))
        .allMatch(line -> line.matches("present  (preprocess/.*|partition|training/round-0)"))
        .hasSize(10);
  }

  @Test
  void moreRoundsContinueFromTheLast(ReferenceRun.Done done) throws Exception {
    List<String> lines =
        done.run().command("plan", "--rounds", "3").exits(0).out().lines().toList();

    assertThat(lines).contains("missing  training/round-3/client-0  (not built yet)");
    assertThat(lines)
        .filteredOn(line -> line.contains("round-1") || line.contains("round-2"))
        .isNotEmpty()
        .filteredOn(line -> !line.contains("round-3"))
        .allMatch(line -> line.startsWith("present"));
  }

  private static List<String> rebuilt(Status before, Status now) {
    return now.rows().stream()
        .filter(row -> !row.fingerprint().equals(before.unit(row.unit()).fingerprint()))
        .map(Status.Row::unit)
        .toList();
  }

  private static Set<String> stages(List<String> units) {
    Set<String> stages = new TreeSet<>();
    units.forEach(unit -> stages.add(unit.substring(0, unit.indexOf('/'))));
    return stages;
  }
}
