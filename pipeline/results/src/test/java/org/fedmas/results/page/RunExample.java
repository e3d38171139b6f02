package org.fedmas.results.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.ReportExample;
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

/** The folder of a made-up run whose scores follow from its predictions. */
public final class RunExample {

  private static final double[] SHARES = {0.18, 0.44, 0.13, 0.06, 0.12, 0.02, 0.02, 0.03};
  private static final int CLIENTS = 6;

  private RunExample() {}

  /** Writes the files of a run, apart from its report. */
  public static RunFolder write(Path artifacts, int images, int rounds, Selection selection) {
    RunFolder place = new RunFolder("example", artifacts, artifacts.resolve("data"));
    try {
      Files.createDirectories(place.folder());
      List<GroupedPrediction> rows = rows(images);
      GroupedPredictionTable.write(place.folder().resolve(PredictionTable.FILE), rows);
      RunMetrics metrics = metrics(rows, rounds, selection);
      metrics.write(place.folder().resolve(RunResults.METRICS), DurableFiles.local());
      record(metrics).write(place.folder(), DurableFiles.local());
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<GroupedPrediction> rows(int images) {
    RandomStream random = RandomKey.of(9).with("predictions").stream();
    List<GroupedPrediction> rows = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int label = 0;
      double place = random.uniform();
      while (label < SHARES.length - 1 && place >= SHARES[label]) {
        place -= SHARES[label++];
      }
      // the fourth client holds three classes
      int client = label < 3 ? random.below(CLIENTS) : (4 + random.below(CLIENTS - 1)) % CLIENTS;
      float[] probabilities = probabilities(label, random);
      int predicted = 0;
      for (int c = 1; c < probabilities.length; c++) {
        predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
      }
      TreeMap<String, String> attributes = new TreeMap<>();
      attributes.put("sex", random.chance(0.5) ? "female" : "male");
      rows.add(
          new GroupedPrediction(
              new PredictionRow(
                  "image-%05d".formatted(i),
                  client,
                  PredictionRow.GLOBAL,
                  Part.TEST,
                  label,
                  predicted,
                  probabilities),
              i % 9 == 0 ? null : "lesion-" + label + "-" + client + "-" + i / 2,
              new TextColumns(attributes)));
    }
    return rows;
  }

  private static float[] probabilities(int label, RandomStream random) {
    double[] weights = new double[SHARES.length];
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      weights[c] = StrictMath.exp(1.4 * random.normal() + (c == label ? 2.4 : 0));
      sum += weights[c];
    }
    float[] probabilities = new float[weights.length];
    for (int c = 0; c < weights.length; c++) {
      probabilities[c] = (float) (weights[c] / sum);
    }
    return probabilities;
  }

  private static RunMetrics metrics(List<GroupedPrediction> rows, int rounds, Selection selection) {
    RunMetrics base = ReportExample.metrics("example", selection, rounds);
    RunMetrics.Selected before = java.util.Objects.requireNonNull(base.selected());
    TestPredictions test = TestPredictions.of(rows, SHARES.length, CLIENTS);
    RankedPredictions model = test.predictions();
    Tally tally = Tally.of(model);
    TestEvidence evidence =
        new TestEvidence(
            test, 0, EvidenceSettings.ISIC, new int[] {3330, 9420, 2470, 655, 2360, 269, 288, 500});
    int[][] confusion = new int[SHARES.length][SHARES.length];
    for (int i = 0; i < model.images().size(); i++) {
      confusion[model.images().label(i)][model.predicted(i)]++;
    }
    TestScores scores =
        new TestScores(
                tally.balancedAccuracy(),
                tally.classesPresent(),
                tally.accuracy(),
                tally.macroF1(),
                tally.macroAuroc(),
                IntStream.range(0, SHARES.length).mapToObj(tally::recall).toList(),
                java.util.Arrays.stream(confusion)
                    .map(row -> java.util.Arrays.stream(row).boxed().toList())
                    .toList())
            .with(evidence.intervals(), evidence.statistics());
    return new RunMetrics(
        RunMetrics.SCHEMA,
        base.run(),
        base.fold(),
        base.seed(),
        base.classes(),
        base.clients(),
        base.rounds(),
        new RunMetrics.Selected(
            before.round(),
            selection,
            scores,
            IntStream.range(0, CLIENTS).mapToObj(tally::balancedAccuracyOf).toList()),
        base.caveats(),
        base.last(),
        null,
        base.personal(),
        null,
        null,
        base.end());
  }

  private static RunRecord record(RunMetrics metrics) {
    Config config =
        Config.of(
            Json.object()
                .put("dataset.kind", "flamby-isic")
                .put("fold", 1)
                .put("rounds", metrics.rounds().size())
                .put("training.loss", "bsm"));
    List<RunRecord.Job> jobs = new ArrayList<>();
    List<RunRecord.Unit> units = new ArrayList<>();
    unit(units, "preprocess/index");
    unit(units, "partition");
    unit(units, "features/client-0/part-000");
    job(jobs, "preparation", "preparation", 310, 92);
    job(jobs, "setup", "partition, features, start model", 420, 94);
    job(jobs, "local-work", "round 1: local work", 510, 12);
    Map<Integer, Double> seconds = new TreeMap<>();
    for (RunMetrics.RoundMetrics round : metrics.rounds()) {
      int r = round.round();
      unit(units, "prior/round-" + r + "/client-0");
      unit(units, "training/round-" + r + "/client-0");
      unit(units, "aggregation/round-" + r);
      unit(units, "evaluation/round-" + r + "/client-0/validation");
      job(jobs, "aggregation", "round " + r + ": aggregation", 4.5, 1);
      job(jobs, "evaluation", "round " + r + ": evaluation", 530 + r, 18);
      seconds.put(r, 540.0 + r);
    }
    job(jobs, "test", "test of the selected and the last round", 65, 12);
    return new RunRecord(
        RunRecord.FORMAT,
        "example",
        "configs/isic/fedmas.yaml",
        "data",
        config.json(),
        Map.of("fedmas", "0.3.0", "processor", "Example CPU at 2.4 GHz"),
        "2026-02-03T08:15:30Z",
        "2026-02-03T13:41:02Z",
        19532.4,
        1243,
        112,
        List.of(
            "2302 lesions have images on both sides of the split: 3066 of 4650 test images show a"
                + " lesion that is trained on, so test scores are optimistic; split.kind: lesion"
                + " keeps both sides apart"),
        seconds,
        units,
        jobs);
  }

  private static void unit(List<RunRecord.Unit> units, String name) {
    String hex = "%064x".formatted(31L * name.hashCode() & Long.MAX_VALUE);
    units.add(new RunRecord.Unit(name, "partitions/" + hex, "sha256:" + hex));
  }

  private static void job(
      List<RunRecord.Job> jobs, String kind, String title, double seconds, int units) {
    jobs.add(new RunRecord.Job(kind, title, "2026-02-03T08:15:30Z", seconds, units));
  }
}
