package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunResults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@code compare} and {@code folds} on a store of runs with scores. */
class TableCommandsTest {

  @TempDir Path folder;

  @BeforeEach
  void writeRuns() throws IOException {
    new ScoredRun("avg", 1, 0, 4).write(folder);
    new ScoredRun("mas", 1, 0, 7).write(folder);
    for (int fold = 1; fold <= 3; fold++) {
      new ScoredRun("c-fold" + fold + "-seed0", fold, 0, 4 + fold).write(folder);
    }
  }

  @Test
  void compareShowsATable() {
    Said said = fedmas("compare", "avg", "mas");

    assertThat(said.code()).isZero();
    assertThat(said.error()).isEmpty();
    assertThat(said.out())
        .startsWith("Comparison of 2 configurations")
        .contains("Compared with the baseline, avg", "p (Holm)", "Configuration keys that differ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text|Comparison of 2 configurations",
        "md|## Comparison of 2 configurations",
        "csv|row,seeds,balanced_accuracy,",
        "json|{",
        "tex|% needs \\usepackage{booktabs}",
        "html|<!DOCTYPE html>",
      })
  void everyFormatIsPrinted(String format, String start) {
    assertThat(fedmas("compare", "avg", "mas", "--format", format).out()).startsWith(start);
  }

  @Test
  void theEndingOfTheFileChoosesTheFormat() throws IOException {
    Path file = folder.resolve("table.md");

    assertThat(fedmas("compare", "avg", "mas", "--out", file.toString()).out().strip())
        .isEqualTo("table: " + file);
    assertThat(file).content().startsWith("## Comparison");
  }

  @Test
  void theBaselineAndTheScoreCanBeChosen() {
    assertThat(fedmas("compare", "avg", "mas", "--baseline", "mas", "--score", "accuracy").out())
        .contains("Compared with the baseline, mas", "accuracy − baseline");
  }

  @Test
  void anUnknownRunLeavesTheRestOfTheTable() {
    Said said = fedmas("compare", "avg", "none", "mas");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error().strip()).startsWith("error: run none not found in ");
    assertThat(said.error().strip().lines()).hasSize(1);
    assertThat(said.out()).contains("none *", "Compared with the baseline, avg");
  }

  @Test
  void aRunWithoutResultsLeavesTheRestOfTheTable() throws IOException {
    Files.delete(RunFolder.runs(folder).resolve("mas").resolve(RunResults.METRICS));
    Said said = fedmas("compare", "avg", "mas", "c-fold1-seed0");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error()).contains("run mas has no scores", "fedmas run --run mas");
    assertThat(said.error().strip().lines()).hasSize(1);
    assertThat(said.out()).contains("mas *", "* mas: run mas has no scores", "c-fold1-seed0  ");
  }

  @Test
  void aRunOfOtherImagesLeavesTheRestOfTheTable() {
    Said said = fedmas("compare", "avg", "c-fold2-seed0", "mas");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error())
        .contains("cannot compare run c-fold2-seed0 (fold 2)", "40 are missing, such as fold-1");
    assertThat(said.error().strip().lines()).hasSize(1);
    assertThat(said.out()).contains("c-fold2-seed0 *", "Compared with the baseline, avg");
  }

  @Test
  void aFoldThatFailedLeavesTheRestOfTheTable() throws IOException {
    Files.delete(RunFolder.runs(folder).resolve("c-fold2-seed0").resolve(RunResults.METRICS));
    Said said = fedmas("folds", "c-fold1-seed0", "c-fold2-seed0", "c-fold3-seed0");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error()).contains("run c-fold2-seed0 has no scores");
    assertThat(said.error().strip().lines()).hasSize(1);
    assertThat(said.out())
        .contains("2 folds, 1 seed", "c *", "* c: run c-fold2-seed0 has no scores", "(n = 2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare|cannot make a table: found no runs",
        "compare avg avg|run avg: found twice",
        "compare avg --baseline x|baseline x: expected one of avg",
        "compare avg --score x|score x: expected one of balanced_accuracy",
        "compare avg --format pdf|--format pdf: expected one of text, md, csv, json, tex, html",
        "compare ..|expected letters, digits, dots, dashes and underscores",
        "folds --folds x|--folds x: expected numbers and ranges, such as 1..5 or 1,3",
      })
  void unusableWordsEndWith2(String words, String message) {
    Said said = fedmas(words.split(" ", -1));

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains(message);
  }

  @Test
  void foldsOfRunsAreOneRow() {
    Said said = fedmas("folds", "c-fold1-seed0", "c-fold2-seed0", "c-fold3-seed0");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("1 method over folds", "3 folds, 1 seed", "(n = 3)", "120 test images");
  }

  @Test
  void foldsOfAConfigurationNeedNoNames() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "{dataset: {kind: sample}}");
    Said said = fedmas("folds", "--config", config.toString(), "--folds", "1..4");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error()).contains("run c-fold4-seed0 not found");
    assertThat(said.out()).contains("3 folds, 1 seed");
  }

  @Test
  void foldsOfANameAddTheFold() throws IOException {
    new ScoredRun("mine-fold1", 1, 0, 4).write(folder);
    new ScoredRun("mine-fold2", 2, 0, 4).write(folder);
    Said said = fedmas("folds", "--run", "mine", "--folds", "1 2");

    assertThat(said.error()).isEmpty();
    assertThat(said.out()).contains("mine  ", "2 folds, 1 seed");
  }

  @Test
  void listsOfFoldsHaveNumbersAndRanges() {
    assertThat(FoldsCommand.numbers("1..3, 5")).containsExactly(1, 2, 3, 5);
    assertThatThrownBy(() -> FoldsCommand.numbers("1..")).isInstanceOf(ConfigException.class);
  }

  private Said fedmas(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--artifacts", folder.toString()));
    return Said.by(all.toArray(String[]::new));
  }
}
