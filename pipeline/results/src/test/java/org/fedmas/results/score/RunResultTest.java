package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.PlainMetrics;
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
  private static final int[] TRAINING_IMAGES = {500, 50, 5};
  private static final EvidenceSettings SETTINGS = new EvidenceSettings(100, 20, 7);

  @TempDir Path folder;

  private final List<PredictionRow> rows = new ArrayList<>();
  private final Map<String, String> groups = new HashMap<>();
  private final Map<String, TreeMap<String, String>> attributes = new HashMap<>();

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
      TreeMap<String, String> own = new TreeMap<>(Map.of("age", Integer.toString(5 * (i % 15))));
      if (i % 10 > 0) {
        own.put("sex", i % 10 < 6 ? "female" : "male");
      }
      attributes.put(image, own);
    }
    GroupedPredictionTable.write(folder.resolve(PredictionTable.FILE), described());
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

  private List<GroupedPrediction> described() {
    return new ImageDescriptions(groups, attributes).of(rows);
  }

  private static TestEvidence evidence(TestPredictions test) {
    return new TestEvidence(test, 7, SETTINGS, TRAINING_IMAGES);
  }

  private RunMetrics metrics() {
    TestEvidence evidence = evidence(TestPredictions.of(described(), 3, 2));
    Scores scores = RoundScores.scores(rows, PredictionRow.GLOBAL, 3);
    return PlainMetrics.of(
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
            List.of()));
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
    TestStatistics.Groups groups = Objects.requireNonNull(statistics.groups());
    TestEvidence again =
        new TestEvidence(
            test,
            run.metrics().seed(),
            new EvidenceSettings(
                groups.manyAbove(),
                groups.fewBelow(),
                Objects.requireNonNull(statistics.subgroups()).minimumCell()),
            groups.trainingImages().stream().mapToInt(Integer::intValue).toArray());

    assertThat(again.statistics()).isEqualTo(statistics);
    assertThat(again.intervals()).isEqualTo(written.interval());
    assertThat(tally.balancedAccuracy()).isEqualTo(written.balancedAccuracy());
    assertThat(tally.macroAuroc()).isEqualTo(written.macroAuroc());
    assertThat(tally.matthews()).isEqualTo(statistics.matthews());
  }

  @Test
  void unknownTrainingImagesLeaveOutGroupsAlone() {
    TestPredictions test = TestPredictions.of(described(), 3, 2);
    TestEvidence known = evidence(test);
    TestEvidence unknown = new TestEvidence(test, 7, SETTINGS, null);

    assertThat(unknown.intervals()).isEqualTo(known.intervals());
    assertThat(unknown.statistics().groups()).isNull();
    assertThat(unknown.statistics())
        .usingRecursiveComparison()
        .ignoringFields("groups")
        .isEqualTo(known.statistics());
  }

  /** Recomputes every group from the rows of the file, without any class of the evidence. */
  @Test
  void groupsFollowFromTheRowsOfTheFile() throws IOException {
    TestStatistics.Groups groups = Objects.requireNonNull(written().groups());
    List<GroupedPrediction> all = file();

    assertThat(groups.trainingImages()).containsExactly(500, 50, 5);
    List<TestStatistics.Group> found = List.of(groups.many(), groups.medium(), groups.few());
    for (int label = 0; label < 3; label++) {
      TestStatistics.Group group = found.get(label);
      assertThat(group.classes()).containsExactly(label);
      assertThat(group.present()).isEqualTo(1);
      assertThat(group.images()).isEqualTo(IMAGES / 3);
      assertThat(group.recall()).isEqualTo(recall(all, label));
      assertThat(recall(all, label)).isBetween(group.interval().get(0), group.interval().get(1));
    }
  }

  /** Recomputes every cell from the rows of the file, without any class of the evidence. */
  @Test
  void subgroupsFollowFromTheRowsOfTheFile() throws IOException {
    TestStatistics.Subgroups subgroups = Objects.requireNonNull(written().subgroups());

    assertThat(subgroups.attributes()).extracting("name").containsExactly("age", "sex");
    TestStatistics.Attribute sex = subgroups.attributes().get(1);
    assertThat(sex.cells()).extracting("value").containsExactly("female", "male");
    assertThat(sex.suppressed()).isEqualTo(1);
    for (TestStatistics.Cell cell : sex.cells()) {
      List<GroupedPrediction> own =
          file().stream()
              .filter(row -> cell.value().equals(row.attributes().values().get("sex")))
              .toList();
      List<Double> recalls = IntStream.range(0, 3).mapToObj(label -> recall(own, label)).toList();
      long correct =
          own.stream().map(GroupedPrediction::prediction).filter(RunResultTest::isRight).count();
      assertThat(cell.images()).isEqualTo(own.size());
      assertThat(cell.classes()).isEqualTo(3);
      assertThat(cell.accuracy()).isEqualTo((double) correct / own.size());
      assertThat(cell.balancedAccuracy())
          .isCloseTo(
              recalls.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
              within(1e-12));
    }
  }

  @Test
  void cellsBelowTheMinimumAreCountedOnly() throws IOException {
    TestStatistics.Attribute age =
        Objects.requireNonNull(written().subgroups()).attributes().get(0);

    assertThat(age.cells()).extracting("value").startsWith("0 to 9", "10 to 19").hasSize(7);
    assertThat(age.cells()).extracting("images").containsOnly(8);
    assertThat(age.suppressed()).isEqualTo(1);
  }

  @Test
  void eachMacroScoreHasItsNumberOfClasses() {
    List<GroupedPrediction> two =
        described().stream().filter(row -> row.prediction().label() != 1).toList();

    TestStatistics statistics = evidence(TestPredictions.of(two, 3, 2)).statistics();

    assertThat(statistics.macroClasses())
        .containsEntry("balanced_accuracy", 2)
        .containsEntry("macro_auroc", 2)
        .containsEntry("macro_f1", 3)
        .containsEntry("macro_f1_present", 2);
  }

  @Test
  void sharesOfLostClassesAreToldPerClassAndClient() throws IOException {
    TestStatistics.Resampling resampling = written().resampling();

    assertThat(resampling.absentPerClass()).hasSize(3).allMatch(share -> share <= 1);
    assertThat(resampling.absentPerClient()).hasSize(2);
    assertThat(resampling.absentShare())
        .isGreaterThanOrEqualTo(Collections.max(resampling.absentPerClass()));
  }

  private TestStatistics written() throws IOException {
    RunMetrics.Selected selected =
        Objects.requireNonNull(RunResult.read(folder).metrics().selected());
    return Objects.requireNonNull(Objects.requireNonNull(selected.test()).statistics());
  }

  private List<GroupedPrediction> file() throws IOException {
    return GroupedPredictionTable.read(folder.resolve(PredictionTable.FILE));
  }

  private static double recall(List<GroupedPrediction> rows, int label) {
    List<PredictionRow> own =
        rows.stream()
            .map(GroupedPrediction::prediction)
            .filter(row -> row.label() == label)
            .toList();
    return (double) own.stream().filter(RunResultTest::isRight).count() / own.size();
  }

  private static boolean isRight(PredictionRow row) {
    return row.label() == row.predicted();
  }

  @Test
  void intervalsHoldTheirScore() throws IOException {
    TestPredictions test = RunResult.read(folder).predictions().orElseThrow();
    Tally tally = Tally.of(test.predictions());
    Map<String, List<Double>> intervals = evidence(test).intervals();

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

    TestEvidence evidence = evidence(TestPredictions.of(few, 3, 2));

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
