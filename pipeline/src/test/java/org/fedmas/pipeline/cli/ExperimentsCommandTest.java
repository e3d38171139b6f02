package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsCommandTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        rounds: 2
        dataset: {kind: sample, images: 120}
        image.size: 32
        model: {backbone: resnet8, weights: seeded}
        auxiliary: {network: imagenet-resnet18, weights: seeded}
        features.views: 1
        """);
    file =
        Files.writeString(
            folder.resolve("tiny.yaml"),
            """
            base: base.yaml
            methods:
              fedavg: {training.terms: [], aggregation.rule: avg}
              fedmas: {}
            """);
  }

  @Test
  void theDryRunPrintsThePlanAndStartsNothing() {
    Said said = experiments(file.toString(), "--dry-run");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("experiment tiny: 2 methods × 1 fold × 1 seed: 2 runs")
        .contains("  missing  fedavg-fold1-seed0: ")
        .contains("plan: 2 of 2 runs to start: ");
    assertThat(folder.resolve("artifacts/runs")).doesNotExist();
  }

  @Test
  void aFileWithProblemsExitsWithTwo() throws IOException {
    Files.writeString(file, "base: base.yaml\nmethods: {a: {rouds: 3}}\n");
    Said said = experiments(file.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("tiny.yaml:2: rouds: unknown key (did you mean rounds?)");
  }

  @Test
  void anAbsentFileExitsWithTwo() {
    Said said = experiments(folder.resolve("none.yaml").toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("experiments file", "none.yaml: the file does not exist");
  }

  @Test
  void withoutAFileTheUsageIsShown() {
    assertThat(Said.by("experiments").code()).isEqualTo(2);
  }

  @Test
  void aConfigurationIsRefused() {
    Said said = experiments(folder.resolve("base.yaml").toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("base: found none", "methods: found none");
  }

  @Test
  void theTableOfNoResultsIsAllGaps() {
    Said said = experiments(file.toString(), "--table");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error()).contains("run tiny/fedavg-fold1-seed0 not found");
    assertThat(folder.resolve("artifacts/experiments/tiny/experiments.csv")).exists();
  }

  private Said experiments(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "experiments";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--artifacts";
    all[arguments.length + 2] = folder.resolve("artifacts").toString();
    return Said.by(all);
  }
}
