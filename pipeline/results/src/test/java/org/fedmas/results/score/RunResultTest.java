package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultTest {

  private static final int IMAGES = 60;

  @TempDir Path folder;

  private final List<PredictionRow> rows = new ArrayList<>();
  private final Map<String, String> groups = new HashMap<>();

  @BeforeEach
  void writeARun() throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      float sure = (i % 7 + 3) / 10f;
      float[] probabilities = {(1 - sure) / 2, (1 - sure) / 2, (1 - sure) / 2};
      int predicted = i % 4 == 0 ? 1 : i % 3;
      probabilities[predicted] = sure;
      String image = "image-%02d".formatted(IMAGES - i);
      rows.add(
          new PredictionRow(
              image, i % 2, PredictionRow.GLOBAL, Part.TEST, i % 3, predicted, probabilities));
      if (i % 5 != 0) {
        groups.put(image, "lesion-" + i / 6);
      }
    }
    GroupedPredictionTable.write(
        folder.resolve(PredictionTable.FILE), new ImageGroups(groups).of(rows));
    metrics().write(folder.resolve(RunResults.METRICS), DurableFiles.local());
    new RunRecord(
            RunRecord.FORMAT,
            "tiny",
            "tiny.yaml",
            "data",
            Json.object().put("rounds", 2),
            Map.of(),
            "2026-01-01T00:00:00Z",
            null,
            1.0,
            1,
            0,
            List.of(),
            Map.of(1, 0.5),
            List.of())
        .write(folder, DurableFiles.local());
  }

  private RunMetrics metrics() {
    TestPredictions test = TestPredictions.of(new ImageGroups(groups).of(rows), 3, 2);
    TestEvidence evidence = new TestEvidence(test, 7);
    Scores scores = RoundScores.scores(rows, PredictionRow.GLOBAL, 3);
    return new RunMetrics(
        "tiny",
        1,
        7,
        List.of("A", "B", "C"),
        List.of(
            new RunMetrics.Client(0, "one", new RunMetrics.Images(9, 1, 30), null),
            new RunMetrics.Client(1, "two", new RunMetrics.Images(9, 1, 30), null)),
        List.of(),
        new RunMetrics.Selected(
            1,
            Selection.VALIDATION,
            new TestScores(
                scores.balancedAccuracy(),
                scores.presentClasses(),
                scores.accuracy(),
                scores.macroF1(),
                scores.macroAuroc(),
                List.of(),
                scores.confusion().counts(),
                evidence.intervals(),
                evidence.statistics()),
            List.of()),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void aRunIsReadFromItsFolderAlone() throws IOException {
    RunResult run = RunResult.read(folder);

    assertThat(run.config().values().get("rounds").intValue()).isEqualTo(2);
    assertThat(run.metrics()).isEqualTo(metrics());
    assertThat(run.predictions().orElseThrow().imageIds()).hasSize(IMAGES);
  }

  @Test
  void imagesAreInTheOrderOfClientThenName() throws IOException {
    TestPredictions test = RunResult.read(folder).predictions().orElseThrow();

    assertThat(test.imageIds().subList(0, IMAGES / 2)).isSorted();
    assertThat(test.images().client(0)).isZero();
    assertThat(test.images().client(IMAGES - 1)).isEqualTo(1);
  }

  /** Checks that a lesion of two clients counts once for each. */
  @Test
  void imagesWithoutAGroupAreLesionsOfTheirOwn() throws IOException {
    TestPredictions test = RunResult.read(folder).predictions().orElseThrow();

    assertThat(test.ungrouped()).isEqualTo(IMAGES / 5);
    assertThat(test.images().lesions()).isEqualTo(IMAGES / 5 + 2 * IMAGES / 6);
  }

  @Test
  void everyScoreOfTheFileFollowsFromThePredictions() throws IOException {
    RunResult run = RunResult.read(folder);
    TestScores written =
        Objects.requireNonNull(Objects.requireNonNull(run.metrics().selected()).test());
    TestStatistics statistics = Objects.requireNonNull(written.statistics());
    TestPredictions test = run.predictions().orElseThrow();
    Tally tally = Tally.of(test.predictions());
    TestEvidence again = new TestEvidence(test, run.metrics().seed());

    assertThat(again.statistics()).isEqualTo(statistics);
    assertThat(again.intervals()).isEqualTo(written.interval());
    assertThat(tally.balancedAccuracy()).isEqualTo(written.balancedAccuracy());
    assertThat(tally.macroAuroc()).isEqualTo(written.macroAuroc());
    assertThat(tally.matthews()).isEqualTo(statistics.matthews());
  }

  @Test
  void intervalsHoldTheirScore() throws IOException {
    TestPredictions test = RunResult.read(folder).predictions().orElseThrow();
    Tally tally = Tally.of(test.predictions());
    Map<String, List<Double>> intervals = new TestEvidence(test, 7).intervals();

    for (Score score : TestEvidence.WITH_INTERVAL) {
      assertThat(score.of().apply(tally))
          .as(score.id())
          .isBetween(intervals.get(score.id()).get(0), intervals.get(score.id()).get(1));
    }
  }

  @Test
  void fewLesionsGetNoInterval() {
    List<GroupedPrediction> few =
        rows.subList(0, 20).stream().map(row -> new GroupedPrediction(row, "same")).toList();

    TestEvidence evidence = new TestEvidence(TestPredictions.of(few, 3, 2), 0);

    assertThat(evidence.intervals().values()).containsOnlyNulls();
    assertThat(evidence.statistics().clientInterval()).isEqualTo(Arrays.asList(null, null));
    assertThat(evidence.statistics().resampling().lesions()).isEqualTo(2);
  }

  @Test
  void aFolderWithoutARunIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> RunResult.read(empty))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("empty")
        .hasMessageContaining("run.json");
  }
}
