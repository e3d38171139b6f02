package org.fedmas.results.folds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.compare.MadeRun;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.report.Selection;
import org.fedmas.results.statistic.CorrectedT;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.Moments;
import org.fedmas.results.table.CurveChart;
import org.fedmas.results.table.TableAgreement;
import org.fedmas.results.table.TableFormat;
import org.junit.jupiter.api.Test;

class FoldComparisonTest {

  private static final CompareSettings QUICK = new CompareSettings(null, Score.ACCURACY, 200, 200);
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);
  private static final int FOLDS = 5;

  private static MadeRun run(String rule, int fold, long seed, double quality) {
    return MadeRun.of("%s-fold%s-seed%s".formatted(rule, fold, seed))
        .fold(fold)
        .seed(seed)
        .key("rule", rule)
        .quality(quality)
        .images(60);
  }

  private static List<RunEntry> grid(int seeds) {
    List<RunEntry> runs = new ArrayList<>();
    for (int fold = 1; fold <= FOLDS; fold++) {
      for (int seed = 0; seed < seeds; seed++) {
        runs.add(run("avg", fold, seed, 0.6).entry());
        runs.add(run("mas", fold, seed, 0.8).entry());
      }
    }
    return runs;
  }

  private static JsonNode json(ComparedRuns comparison) throws IOException {
    return Json.mapper().readTree(TableFormat.JSON.text(comparison.document()));
  }

  private static JsonNode rows(List<RunEntry> runs) throws IOException {
    return json(FoldComparison.of(runs, QUICK)).get("rows");
  }

  private static double accuracy(String rule, int fold, long seed, double quality) {
    return Objects.requireNonNull(
        Tally.of(run(rule, fold, seed, quality).result().predictions().orElseThrow().predictions())
            .accuracy());
  }

  /** Returns the means over two seeds of each fold. */
  private static double[] foldMeans(String rule, double quality) {
    double[] means = new double[FOLDS];
    for (int fold = 1; fold <= FOLDS; fold++) {
      means[fold - 1] = (accuracy(rule, fold, 0, quality) + accuracy(rule, fold, 1, quality)) / 2;
    }
    return means;
  }

  @Test
  void methodsAreRows() throws IOException {
    JsonNode rows = rows(grid(2));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("row").asText()).isEqualTo("avg");
    assertThat(rows.get(1).get("folds").asInt()).isEqualTo(FOLDS);
    assertThat(rows.get(1).get("runs").asInt()).isEqualTo(2 * FOLDS);
  }

  @Test
  void seedsAreAveragedBeforeFolds() throws IOException {
    JsonNode row = rows(grid(2)).get(1);
    Moments expected = Moments.of(foldMeans("mas", 0.8));

    assertThat(row.get("accuracy_over_folds").asDouble()).isCloseTo(expected.mean(), CLOSE);
    assertThat(row.get("accuracy_over_folds_sd").asDouble()).isCloseTo(expected.deviation(), CLOSE);
    assertThat(row.get("accuracy_over_folds_n").asInt()).isEqualTo(FOLDS);
    assertThat(row.get("fold_3").asDouble()).isCloseTo(foldMeans("mas", 0.8)[2], CLOSE);
  }

  @Test
  void foldsArePooledOutOfFold() throws IOException {
    JsonNode row = rows(grid(2)).get(1);
    Double mean = Moments.of(foldMeans("mas", 0.8)).mean(); // folds of equal size

    assertThat(row.get("accuracy_pooled").asDouble()).isCloseTo(mean, CLOSE);
    assertThat(row.get("accuracy_pooled_lower").asDouble()).isLessThan(mean);
    assertThat(row.get("pooled_seeds").asInt()).isEqualTo(2);
    assertThat(row.has("macro_auroc_pooled")).isFalse();
    assertThat(row.has("macro_auroc_over_folds")).isTrue();
  }

  @Test
  void thePooledComparisonIsTested() throws IOException {
    JsonNode row = rows(grid(1)).get(1);

    assertThat(row.get("difference").asDouble()).isPositive();
    assertThat(row.get("p").asDouble()).isBetween(0.0, 0.05);
  }

  @Test
  void foldMeansAreComparedByTheCorrectedTest() throws IOException {
    JsonNode row = rows(grid(2)).get(1);
    double[] differences = foldMeans("mas", 0.8);
    double[] baseline = foldMeans("avg", 0.6);
    for (int fold = 0; fold < FOLDS; fold++) {
      differences[fold] -= baseline[fold];
    }
    CorrectedT expected = CorrectedT.of(differences, 60.0 / 240, Interval.LEVEL);

    assertThat(row.get("fold_difference").asDouble()).isCloseTo(expected.mean(), CLOSE);
    assertThat(row.get("fold_p").asDouble()).isCloseTo(expected.p(), CLOSE);
    assertThat(row.get("fold_df").asInt()).isEqualTo(4);
    assertThat(row.get("higher").asText()).isEqualTo("5 of 5 folds");
    assertThat(row.get("difference_fold_2").asDouble()).isCloseTo(differences[1], CLOSE);
  }

  @Test
  void thePageShowsTheScorePerFold() {
    CurveChart chart = FoldComparison.of(grid(2), QUICK).document().charts().get(0);
    double[] expected = foldMeans("mas", 0.8);

    assertThat(chart.places()).containsExactly(1, 2, 3, 4, 5);
    assertThat(chart.curves().get(1).values().get(2)).isCloseTo(expected[2], CLOSE);
    assertThat(chart.curves().get(1).lower().get(2)).isLessThanOrEqualTo(expected[2]);
  }

  @Test
  void fiveFoldsPrintTheLimitOfWilcoxonsP() throws IOException {
    assertThat(rows(grid(1)).get(1).get("wilcoxon").asText()).isEqualTo("p cannot be below 0.0625");
  }

  @Test
  void aFailedFoldLeavesTheOthers() throws IOException {
    List<RunEntry> runs = new ArrayList<>(grid(1));
    runs.removeIf(run -> run.name().equals("mas-fold3-seed0"));
    runs.add(RunEntry.failed("mas-fold3-seed0", new MissingInputException("run failed")));
    ComparedRuns comparison =
        FoldComparison.of(
            runs.stream().map(run -> run.ofMethod(run.name().substring(0, 3))).toList(), QUICK);
    JsonNode row = json(comparison).get("rows").get(1);

    assertThat(comparison.exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
    assertThat(comparison.problems()).containsExactly("run failed");
    assertThat(row.get("gap").asText()).isEqualTo("run failed; no run of fold 3 seed 0");
    assertThat(row.get("accuracy_over_folds_n").asInt()).isEqualTo(4);
    assertThat(row.get("fold_3").isNull()).isTrue();
    assertThat(row.get("accuracy_pooled").isNull()).isTrue();
    assertThat(row.get("fold_df").asInt()).isEqualTo(3);
    assertThat(json(comparison).get("notes").toString())
        .contains("mas: no pooled scores, since no seed has a run of every fold.");
  }

  @Test
  void aFoldOfOtherImagesIsAGap() {
    List<RunEntry> runs = new ArrayList<>(grid(1));
    runs.add(run("other", 1, 0, 0.5).imagesNamed("picture").entry());
    ComparedRuns comparison = FoldComparison.of(runs, QUICK);

    assertThat(comparison.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(comparison.problems().get(0)).contains("cannot compare run other-fold1-seed0");
  }

  @Test
  void selectionOnTestImagesForbidsTests() throws IOException {
    List<RunEntry> runs = new ArrayList<>();
    for (int fold = 1; fold <= FOLDS; fold++) {
      runs.add(run("avg", fold, 0, 0.6).entry());
      runs.add(run("mas", fold, 0, 0.8).selectedOn(Selection.TEST).entry());
    }
    JsonNode row = rows(runs).get(1);

    assertThat(row.get("p").isNull()).isTrue();
    assertThat(row.get("fold_p").isNull()).isTrue();
    assertThat(row.get("wilcoxon").isNull()).isTrue();
    assertThat(row.get("fold_difference").isNumber()).isTrue();
  }

  @Test
  void allFormatsAgree() throws IOException {
    ComparedRuns comparison = FoldComparison.of(grid(2), QUICK);

    TableAgreement.check(comparison.document());
    assertThat(comparison.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(TableFormat.TEXT.text(comparison.document()))
        .contains("5 folds, 2 seeds. Over folds: mean ± sd (n = folds) of the mean over seeds.")
        .contains("300 test images (150 lesions of 2 clients)");
  }
}
