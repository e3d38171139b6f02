package org.fedmas.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.report.Selection;
import org.fedmas.results.statistic.DeLong;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.LesionMcNemar;
import org.fedmas.results.table.TableAgreement;
import org.fedmas.results.table.TableDocument;
import org.fedmas.results.table.TableFormat;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final CompareSettings QUICK =
      new CompareSettings(null, Score.BALANCED_ACCURACY, 200, 200);

  private static final MadeRun AVG = MadeRun.of("avg-fold1-seed0").key("rule", "avg");
  private static final MadeRun MAS = MadeRun.of("mas-fold1-seed0").key("rule", "mas").quality(0.8);
  private static final MadeRun MAS_1 =
      MadeRun.of("mas-fold1-seed1").seed(1).key("rule", "mas").quality(0.8);

  private static ComparedRuns compare(RunEntry... runs) {
    return Comparison.of(List.of(runs), QUICK);
  }

  private static JsonNode rows(ComparedRuns comparison) throws IOException {
    return json(comparison).get("rows");
  }

  private static JsonNode json(ComparedRuns comparison) throws IOException {
    return Json.mapper().readTree(TableFormat.JSON.text(comparison.document()));
  }

  private static String notes(ComparedRuns comparison) throws IOException {
    return json(comparison).get("notes").toString();
  }

  @Test
  void seedsOfAConfigurationAreOneRow() throws IOException {
    JsonNode rows = rows(compare(AVG.entry(), MAS_1.entry(), MAS.entry()));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("row").asText()).isEqualTo("avg-fold1-seed0");
    assertThat(rows.get(1).get("row").asText()).isEqualTo("mas-fold1");
    assertThat(rows.get(1).get("seeds").asInt()).isEqualTo(2);
    assertThat(rows.get(1).get("run_names").asText()).isEqualTo("mas-fold1-seed0 mas-fold1-seed1");
  }

  @Test
  void everyScoreFollowsFromThePredictions() throws IOException {
    JsonNode row = rows(compare(AVG.entry(), MAS.entry())).get(1);
    Tally tally = Tally.of(MAS.result().predictions().orElseThrow().predictions());

    for (Score score : CompareSettings.SCORES) {
      double shown = row.get(score.id()).asDouble();
      assertThat(shown).as(score.id()).isEqualTo(score.of().apply(tally));
      assertThat(shown)
          .isBetween(
              row.get(score.id() + "_lower").asDouble(), row.get(score.id() + "_upper").asDouble());
    }
    assertThat(row.get("recall_NV_1").asDouble()).isEqualTo(tally.recall(1));
    assertThat(row.get("worst_client").asDouble()).isEqualTo(Score.WORST_CLIENT.of().apply(tally));
  }

  @Test
  void scoresOfSeedsAreMeans() throws IOException {
    JsonNode row = rows(compare(MAS.entry(), MAS_1.entry())).get(0);
    double first = accuracy(MAS);
    double second = accuracy(MAS_1);

    assertThat(row.get("accuracy").asDouble()).isEqualTo((first + second) / 2);
    assertThat(row.get("accuracy_over_seeds_n").asInt()).isEqualTo(2);
    assertThat(row.get("accuracy_over_seeds_sd").asDouble())
        .isCloseTo(Math.abs(first - second) / Math.sqrt(2), within());
  }

  private static double accuracy(MadeRun run) {
    return Objects.requireNonNull(
        Tally.of(run.result().predictions().orElseThrow().predictions()).accuracy());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void comparedWithTheFirstRowUnlessSaidOtherwise() throws IOException {
    List<RunEntry> runs = List.of(AVG.entry(), MAS.entry());
    JsonNode first = rows(Comparison.of(runs, QUICK));
    JsonNode second = rows(Comparison.of(runs, QUICK.withBaseline("mas-fold1-seed0")));

    assertThat(first.get(0).get("difference").isNull()).isTrue();
    assertThat(first.get(1).get("difference").asDouble()).isPositive();
    assertThat(second.get(0).get("difference").asDouble())
        .isEqualTo(-first.get(1).get("difference").asDouble());
  }

  @Test
  void mcNemarIsByLesion() throws IOException {
    JsonNode row = rows(compare(AVG.entry(), MAS.entry())).get(1);
    SharedImages images = SharedImages.of((RunEntry.Scored) AVG.entry());
    LesionMcNemar expected =
        LesionMcNemar.of(
            images.predictions((RunEntry.Scored) AVG.entry()),
            images.predictions((RunEntry.Scored) MAS.entry()));

    assertThat(row.get("only_baseline").asLong()).isEqualTo(expected.images().firstOnly());
    assertThat(row.get("only_this").asLong()).isEqualTo(expected.images().secondOnly());
    assertThat(row.get("p_mcnemar").asDouble()).isEqualTo(expected.p());
    assertThat(row.has("p_mcnemar_mid")).isFalse();
    assertThat(row.has("p_delong_MEL")).isFalse();
  }

  @Test
  void deLongNeedsOneImagePerLesion() throws IOException {
    RunEntry.Scored first = (RunEntry.Scored) AVG.perLesion(1).entry();
    RunEntry.Scored second = (RunEntry.Scored) MAS.perLesion(1).entry();
    JsonNode row = rows(compare(first, second)).get(1);
    SharedImages images = SharedImages.of(first);
    RankedPredictions before = images.predictions(first);
    DeLong expected = DeLong.of(before, images.predictions(second), 0, Interval.LEVEL);

    assertThat(row.get("auroc_difference_MEL").asDouble()).isEqualTo(expected.difference());
    assertThat(row.get("p_delong_MEL").asDouble()).isEqualTo(expected.p());
    assertThat(row.get("p_mcnemar_mid").isNumber()).isTrue();
  }

  @Test
  void deLongNeedsTenImagesOfTheClass() throws IOException {
    RunEntry first = AVG.perLesion(1).images(24).entry();
    RunEntry second = MAS.perLesion(1).images(24).entry();

    assertThat(rows(compare(first, second)).get(1).has("p_delong_MEL")).isFalse();
  }

  @Test
  void holmCountsTheComparisonsOfTheTable() throws IOException {
    JsonNode rows =
        rows(
            compare(
                AVG.entry(),
                MAS.entry(),
                MadeRun.of("third").key("rule", "third").quality(0.72).entry()));
    double least = Math.min(rows.get(1).get("p").asDouble(), rows.get(2).get("p").asDouble());
    double most = Math.max(rows.get(1).get("p").asDouble(), rows.get(2).get("p").asDouble());

    assertThat(List.of(rows.get(1).get("p_holm").asDouble(), rows.get(2).get("p_holm").asDouble()))
        .containsExactlyInAnyOrder(Math.min(1, 2 * least), Math.max(Math.min(1, 2 * least), most));
  }

  @Test
  void selectionOnTestImagesForbidsTests() throws IOException {
    ComparedRuns comparison = compare(AVG.entry(), MAS.selectedOn(Selection.TEST).entry());
    JsonNode row = rows(comparison).get(1);

    assertThat(row.get("p").isNull()).isTrue();
    assertThat(row.get("p_mcnemar").isNull()).isTrue();
    assertThat(row.get("difference").isNumber()).isTrue();
    assertThat(notes(comparison)).contains("selected on the test part: optimistic");
  }

  @Test
  void onlyKeysThatDifferAreShown() throws IOException {
    JsonNode row = rows(compare(AVG.entry(), MAS.entry(), MAS_1.entry())).get(1);

    assertThat(row.get("config.rule").asText()).isEqualTo("mas");
    assertThat(row.has("config.rounds")).isFalse();
    assertThat(row.has("config.seed")).isFalse();
  }

  @Test
  void modelsAreNamedByRoundAndDigest() throws IOException {
    JsonNode row = rows(compare(AVG.entry(), MAS.entry())).get(1);

    assertThat(row.get("rounds").asText()).isEqualTo("2");
    assertThat(row.get("models").asText()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void aRunOfOtherImagesIsAGap() throws IOException {
    ComparedRuns comparison = compare(AVG.entry(), MAS.fold(2).entry(), MAS_1.entry());

    assertThat(comparison.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(comparison.problems())
        .singleElement()
        .asString()
        .contains("cannot compare run mas-fold1-seed0 (fold 2)")
        .contains("expected the 120 of run avg-fold1-seed0 (fold 1)")
        .contains("120 are missing, such as image-1-000, 120 are others, such as image-2-000");
    assertThat(rows(comparison)).hasSize(3);
    assertThat(rows(comparison).get(2).get("difference").isNumber()).isTrue();
    assertThat(rows(comparison).get(1).get("accuracy").isNull()).isTrue();
  }

  @Test
  void aFailedSeedLeavesTheOthersOfItsRow() throws IOException {
    RunEntry failed =
        new RunEntry.Gap(
            "mas-fold1-seed1", null, MAS_1.record(), ExitCode.UNIT_FAILED, "run x failed");
    ComparedRuns comparison = compare(AVG.entry(), MAS.entry(), failed);

    assertThat(comparison.exitCode()).isEqualTo(ExitCode.UNIT_FAILED);
    assertThat(rows(comparison)).hasSize(2);
    assertThat(rows(comparison).get(1).get("gap").asText()).isEqualTo("run x failed");
    assertThat(rows(comparison).get(1).get("seeds").asInt()).isEqualTo(1);
    assertThat(TableFormat.TEXT.text(comparison.document())).contains("mas-fold1 *");
  }

  @Test
  void aMissingBaselineLeavesTheScores() throws IOException {
    RunEntry none = RunEntry.failed("none", new MissingInputException("run none not found"));
    ComparedRuns comparison = compare(none, MAS.entry());

    assertThat(comparison.exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
    assertThat(rows(comparison).get(1).get("accuracy").isNumber()).isTrue();
    assertThat(rows(comparison).get(1).has("difference")).isFalse();
  }

  @Test
  void withoutAnyScoresTheTableHasGapsOnly() throws IOException {
    RunEntry none = RunEntry.failed("none", new MissingInputException("run none not found"));

    assertThat(TableFormat.TEXT.text(compare(none).document()))
        .contains("No run has scores.", "* none: run none not found");
  }

  @Test
  void aRunGivenTwiceIsRefused() {
    assertThatThrownBy(() -> compare(AVG.entry(), AVG.entry()))
        .isInstanceOf(ConfigException.class)
        .hasMessage("run avg-fold1-seed0: found twice, expected each run once");
  }

  @Test
  void anUnknownBaselineIsRefused() {
    assertThatThrownBy(() -> Comparison.of(List.of(AVG.entry()), QUICK.withBaseline("x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("baseline x: expected one of avg-fold1-seed0");
  }

  @Test
  void anUnknownScoreIsRefused() {
    assertThatThrownBy(() -> QUICK.withScore("f2"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("score f2: expected one of balanced_accuracy, accuracy");
  }

  @Test
  void methodsNameTheirRows() throws IOException {
    JsonNode rows = rows(compare(AVG.entry().ofMethod("FedAvg"), MAS.entry().ofMethod("Fed-MAS")));

    assertThat(rows.get(0).get("row").asText()).isEqualTo("FedAvg");
    assertThat(rows.get(1).get("row").asText()).isEqualTo("Fed-MAS");
  }

  @Test
  void equalRunsUnderTwoNamesAreTwoRows() throws IOException {
    RunEntry again = RunEntry.of("again", MAS.result());

    JsonNode rows = rows(compare(MAS.entry(), again));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).get("difference").asDouble()).isZero();
    assertThat(rows.get(1).get("p").asDouble()).isEqualTo(1);
  }

  @Test
  void seedsThatDifferArePairedInOrder() throws IOException {
    ComparedRuns comparison = compare(AVG.entry(), MAS_1.entry());

    assertThat(notes(comparison)).contains("over 1 pair of models, since their seeds differ");
  }

  @Test
  void allFormatsAgree() throws IOException {
    TableDocument document =
        compare(
                AVG.entry(),
                MAS.entry(),
                MAS_1.entry(),
                RunEntry.failed("none", new MissingInputException("run none not found")))
            .document();

    TableAgreement.check(document);
    assertThat(TableFormat.TEXT.text(document))
        .contains("120 test images (60 lesions of 2 clients, 3 of 3 classes)")
        .contains("200 swaps by lesion of balanced accuracy, two-sided; Holm over 1 comparison.")
        .contains("avg-fold1-seed0: one seed");
  }

  @Test
  void curvesHaveABandOverSeeds() {
    TableDocument document = compare(AVG.entry(), MAS.entry(), MAS_1.entry()).document();

    assertThat(document.charts()).hasSize(2);
    assertThat(document.charts().get(1).curves().get(1).values().get(0)).isEqualTo(2.5);
    assertThat(document.charts().get(1).curves().get(1).lower().get(0)).isEqualTo(2.0);
    assertThat(document.charts().get(1).curves().get(1).upper().get(0)).isEqualTo(3.0);
  }

  @Test
  void equalQuestionsGetEqualAnswers() throws IOException {
    assertThat(json(compare(AVG.entry(), MAS.entry())))
        .isEqualTo(json(compare(AVG.entry(), MAS.entry())));
  }
}
