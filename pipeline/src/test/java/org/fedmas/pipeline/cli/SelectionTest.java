package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests of selected stages, rounds and clients that do not exist; all are refused before any work.
 */
class SelectionTest {

  private static final String CONFIG =
      "{rounds: 3, dataset: {kind: sample, images: 60}, image: {size: 32}, model: {backbone:"
          + " resnet8, weights: seeded}, auxiliary: {network: imagenet-resnet18, weights: seeded}}";

  @TempDir Path folder;

  @AfterEach
  void nothingIsComputed() {
    assertThat(folder.resolve("artifacts/image-indexes")).doesNotExist();
    assertThat(folder.resolve("artifacts/image-shards")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only trainig | --only trainig: expected one of preprocess | did you mean training?",
        "--from x | --from x: expected one of | evaluation",
        "--force feature | --force feature: expected one of | did you mean features?",
        "--only training --until prior | --only cannot be combined with | --until",
        "--from evaluation --until prior | --from evaluation | comes after --until prior",
        "--round one | --round one | expected a number or a range",
        "--round 3..2 | --round 3..2 | range is empty",
        "--round 4 | --round 4 | the run has 3 rounds",
        "--client 6 | --client 6 | the run has clients 0 to 5",
        "--client=-1 | --client -1 | expected 0 or more",
        "--client zero | --client | zero",
        "--workers 0 | --workers 0 | expected at least 1",
      })
  void unknownSelectionsAreRefused(String options, String first, String second) throws Exception {
    Said said = fedmas("run", options.split(" "));

    assertThat(said.code()).as(said.error()).isEqualTo(2);
    assertThat(said.error()).contains(first, second);
    if (!options.startsWith("--workers")) {
      assertThat(fedmas("plan", options.split(" ")).code()).isEqualTo(2);
    }
  }

  @Test
  void aRoundWithoutItsPredecessorNamesTheOption() throws Exception {
    Said said = fedmas("run", "--round", "3");

    assertThat(said.code()).as(said.error()).isEqualTo(3);
    assertThat(said.error())
        .contains("round 3 starts from aggregation/round-2")
        .contains("--round 1..2");
  }

  @Test
  void aStageWithoutItsInputsNamesThem() throws Exception {
    Said said = fedmas("run", "--only", "evaluation", "--round", "2");

    assertThat(said.code()).as(said.error()).isEqualTo(3);
    assertThat(said.error()).contains("no selected unit can run", "is not built");
  }

  private Said fedmas(String command, String... more) throws Exception {
    Path config = Files.writeString(folder.resolve("small.yaml"), CONFIG);
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "--config",
                config.toString(),
                "--artifacts",
                folder.resolve("artifacts").toString()));
    words.addAll(List.of(more));
    return Said.by(words.toArray(String[]::new));
  }
}
