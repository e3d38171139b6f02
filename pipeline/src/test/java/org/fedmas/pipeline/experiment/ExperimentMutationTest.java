package org.fedmas.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.testkit.Mutations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged experiments files are read or refused with a message. */
class ExperimentMutationTest {

  private static final int SOME = 200;
  private static final long MOST_BYTES = 256L << 20;

  private static final Map<String, String> SEEDS =
      Map.of(
          "block",
          """
          name: tiny
          base: base.yaml
          set: {rounds: 2}
          methods:
            fedavg-bsm: {training.terms: [], aggregation.rule: avg}
            fedmas:
          folds: [1, 2]
          seeds: [0]
          more-seeds: {methods: [fedmas], seeds: [1]}
          compare: {baseline: fedmas, score: accuracy}
          results: kept
          """);

  @TempDir Path folder;

  @Test
  void someMutationsAreReadOrRefused() {
    Mutations.ofTexts(SEEDS, MOST_BYTES).check(SOME, 11, this::reads);
  }

  @Test
  @Tag("soak")
  void manyMutationsAreReadOrRefused() {
    Mutations.ofTexts(SEEDS, MOST_BYTES).check(Mutations.many(), 12, this::reads);
  }

  private boolean reads(String name, byte[] bytes) throws IOException {
    Files.writeString(folder.resolve("base.yaml"), TinyExperiment.BASE);
    Path file = Files.write(folder.resolve("tiny.yaml"), bytes);
    try {
      Experiment experiment = ExperimentFile.read(file);
      assertThat(experiment.runs()).isNotEmpty();
      return true;
    } catch (ConfigException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
      return false;
    }
  }
}
