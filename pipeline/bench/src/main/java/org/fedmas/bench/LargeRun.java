package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.json.Json;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.page.RunReport;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunFacts;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.EvidenceSettings;
import org.fedmas.results.score.RunResults;
import org.fedmas.results.score.TestEvidence;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run as large as a published one: 100 rounds, 8 classes and the 4,650 test images
 * of the official fold. Predictions are drawn, and the scores follow from them.
 *
 * @param clients number of clients; each holds a test image
 */
record LargeRun(int clients) {

  static final int IMAGES = 4650;

  private static final int[] TRAINING = {3330, 9420, 2470, 655, 2360, 184, 190, 500};
  private static final List<String> CLASSES =
      List.of("MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC");
  private static final double ADVANTAGE = 2.4;

  /** Writes the files of the run and returns its place. */
  RunFolder write(Path artifacts) throws IOException {
    RunFolder place = new RunFolder("large", artifacts, artifacts.resolve("data"));
    Files.createDirectories(place.folder());
    List<GroupedPrediction> rows = rows();
    GroupedPredictionTable.write(place.folder().resolve(PredictionTable.FILE), rows);
    metrics(rows).write(place.folder().resolve(RunResults.METRICS), DurableFiles.local());
    record().write(place.folder(), DurableFiles.local());
    return place;
  }

  /** Writes the report of the run. */
  void report(RunFolder place, Path page) throws IOException {
    RunFacts facts =
        new RunFacts(
            place.name(),
            "large.yaml",
            1,
            0,
            "A made run.",
            new RunFacts.Network("resnet18", "imagenet"),
            null,
            LongRun.ROUNDS,
            Selection.VALIDATION,
            new RunFacts.Machine("none", "17", "Linux", "cpu", 1),
            new RunFacts.Timing(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"), 1.0),
            new RunFacts.Units(1, 0),
            List.of());
    RunReport.write(place, page, facts, Map.of());
  }

  private List<GroupedPrediction> rows() {
    RandomStream random = RandomKey.of(11).with("large").stream();
    int all = Arrays.stream(TRAINING).sum();
    List<GroupedPrediction> rows = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      int label = 0;
      int place = random.below(all);
      while (place >= TRAINING[label]) {
        place -= TRAINING[label++];
      }
      float[] probabilities = probabilities(label, random);
      int predicted = 0;
      for (int c = 1; c < probabilities.length; c++) {
        predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
      }
      int client = i % clients;
      TreeMap<String, String> attributes = new TreeMap<>();
      attributes.put("age", Integer.toString(5 * random.below(18)));
      attributes.put("sex", random.chance(0.5) ? "female" : "male");
      rows.add(
          new GroupedPrediction(
              new PredictionRow(
                  "image-" + i,
                  client,
                  PredictionRow.GLOBAL,
                  Part.TEST,
                  label,
                  predicted,
                  probabilities),
              "lesion-%s-%s".formatted(label, random.below(3000)),
              new TextColumns(attributes)));
    }
    return rows;
  }

  private static float[] probabilities(int label, RandomStream random) {
    double[] weights = new double[TRAINING.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = StrictMath.exp(1.4 * random.normal() + (c == label ? ADVANTAGE : 0));
    }
    double sum = Arrays.stream(weights).sum();
    float[] probabilities = new float[weights.length];
    for (int c = 0; c < weights.length; c++) {
      probabilities[c] = (float) (weights[c] / sum);
    }
    return probabilities;
  }

  private RunMetrics metrics(List<GroupedPrediction> rows) {
    TestPredictions test = TestPredictions.of(rows, TRAINING.length, clients);
    Tally tally = Tally.of(test.predictions());
    TestEvidence evidence = new TestEvidence(test, 0, EvidenceSettings.ISIC, TRAINING);
    int[][] confusion = new int[TRAINING.length][TRAINING.length];
    for (GroupedPrediction row : rows) {
      confusion[row.prediction().label()][row.prediction().predicted()]++;
    }
    TestScores scores =
        new TestScores(
                tally.balancedAccuracy(),
                tally.classesPresent(),
                tally.accuracy(),
                tally.macroF1(),
                tally.macroAuroc(),
                IntStream.range(0, TRAINING.length).mapToObj(tally::recall).toList(),
                Arrays.stream(confusion).map(row -> Arrays.stream(row).boxed().toList()).toList())
            .with(evidence.intervals(), evidence.statistics());
    List<@Nullable Double> perClient = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      perClient.add(tally.balancedAccuracyOf(k));
    }
    return new RunMetrics(
        RunMetrics.SCHEMA,
        "large",
        1,
        0,
        CLASSES,
        IntStream.range(0, clients).mapToObj(this::client).toList(),
        IntStream.rangeClosed(1, LongRun.ROUNDS).mapToObj(this::round).toList(),
        new RunMetrics.Selected(LongRun.ROUNDS - 1, Selection.VALIDATION, scores, perClient),
        List.of(),
        new RunMetrics.LastRound(LongRun.ROUNDS, scores, perClient),
        null,
        null,
        null,
        null,
        null);
  }

  private RunMetrics.Client client(int k) {
    return new RunMetrics.Client(
        k,
        "client-" + k,
        new RunMetrics.Images(
            Arrays.stream(TRAINING).sum() / clients,
            1,
            IMAGES / clients + (k < IMAGES % clients ? 1 : 0)),
        new RunMetrics.Classes(TRAINING.length, 1, TRAINING.length));
  }

  private RunMetrics.RoundMetrics round(int number) {
    RandomStream random = RandomKey.of(12).with(number).stream();
    double gained = 1 - StrictMath.exp(-number / 20.0);
    List<@Nullable Double> weights = new ArrayList<>();
    List<RunMetrics.ClientRound> own = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      List<@Nullable Double> prior = new ArrayList<>();
      for (int c = 0; c < TRAINING.length; c++) {
        prior.add(1.9 - gained + 0.1 * random.normal());
      }
      weights.add(1.0 / clients);
      own.add(
          new RunMetrics.ClientRound(
              k,
              3 - 2 * gained + 0.1 * random.normal(),
              prior,
              prior,
              0.125 + 0.01 * random.normal(),
              0.3 + 0.4 * gained + 0.02 * random.normal(),
              null,
              44_812_000L + k,
              44_790_000L));
    }
    return new RunMetrics.RoundMetrics(
        number,
        weights,
        500 + 10 * random.normal(),
        own,
        new RunMetrics.GlobalScores(
            new RunMetrics.PartScore(0.2 + 0.5 * gained + 0.01 * random.normal(), 8), null),
        null);
  }

  private static RunRecord record() {
    List<RunRecord.Job> jobs = new ArrayList<>();
    Map<Integer, Double> seconds = new TreeMap<>();
    for (int round = 1; round <= LongRun.ROUNDS; round++) {
      jobs.add(
          new RunRecord.Job(
              "evaluation", "round " + round + ": evaluation", "2026-01-01T00:00:00Z", 500, 18));
      seconds.put(round, 500.0);
    }
    return new RunRecord(
        RunRecord.FORMAT,
        "large",
        "large.yaml",
        "data",
        Json.object().put("fold", 1).put("rounds", LongRun.ROUNDS),
        Map.of(),
        "2026-01-01T00:00:00Z",
        "2026-01-02T00:00:00Z",
        1.0,
        1,
        0,
        List.of(),
        seconds,
        List.of(),
        jobs);
  }
}
