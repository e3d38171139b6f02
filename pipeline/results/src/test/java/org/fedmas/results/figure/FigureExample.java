package org.fedmas.results.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.EvidenceSettings;
import org.fedmas.results.score.TestEvidence;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;
import org.jspecify.annotations.Nullable;

/** A made-up run of six clients and eight classes that looks like a real one. */
final class FigureExample {

  static final List<String> CLASSES = List.of("MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC");

  private static final List<String> CLIENTS =
      List.of("BCN", "HAM_vidir_molemax", "HAM_vidir_modern", "HAM_rosendahl", "MSK", "Café Wien");
  private static final int[] TRAINING = {3600, 10000, 2600, 690, 2000, 184, 200, 500};
  private static final int ROUNDS = 40;

  private FigureExample() {}

  static TestPredictions predictions() {
    RandomStream random = RandomKey.of(3).with("figures").stream();
    List<GroupedPrediction> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int label = random.chance(0.4) ? 1 : random.below(8);
      int predicted = random.chance(0.65) ? label : random.below(8);
      float[] probabilities = new float[8];
      float sure = 0.3f + 0.6f * random.below(100) / 100;
      Arrays.fill(probabilities, (1 - sure) / 7);
      probabilities[predicted] = sure;
      TreeMap<String, String> attributes =
          new TreeMap<>(Map.of("age_approx", Integer.toString(5 * random.below(18))));
      if (random.chance(0.9)) {
        attributes.put("sex", random.chance(0.5) ? "female" : "male");
      }
      rows.add(
          new GroupedPrediction(
              new PredictionRow(
                  "image-%03d".formatted(i),
                  random.below(6),
                  PredictionRow.GLOBAL,
                  Part.TEST,
                  label,
                  predicted,
                  probabilities),
              "lesion-" + random.below(400),
              new TextColumns(attributes)));
    }
    return TestPredictions.of(rows, 8, 6);
  }

  static RunMetrics metrics(TestPredictions test) {
    RandomStream random = RandomKey.of(4).with("rounds").stream();
    List<RunMetrics.Client> clients = new ArrayList<>();
    for (String name : CLIENTS) {
      int number = clients.size();
      clients.add(
          new RunMetrics.Client(
              number,
              name,
              new RunMetrics.Images(
                  4000 / (number + 1), 100, test.images().lesionsOf(number).length),
              new RunMetrics.Classes(8, 7, 8)));
    }
    List<RunMetrics.RoundMetrics> rounds = new ArrayList<>();
    for (int r = 1; r <= ROUNDS; r++) {
      rounds.add(round(r, random));
    }
    return PlainMetrics.of("example", 1, 0, CLASSES, clients, rounds, selected(test));
  }

  private static RunMetrics.Selected selected(TestPredictions test) {
    Tally tally = Tally.of(test.predictions());
    TestEvidence evidence = new TestEvidence(test, 0, EvidenceSettings.ISIC, TRAINING);
    List<@Nullable Double> recall = new ArrayList<>();
    List<List<Integer>> confusion = new ArrayList<>();
    for (int c = 0; c < 8; c++) {
      recall.add(tally.recall(c));
      confusion.add(new ArrayList<>(Collections.nCopies(8, 0)));
    }
    for (int i = 0; i < test.images().size(); i++) {
      List<Integer> row = confusion.get(test.images().label(i));
      int predicted = test.predictions().predicted(i);
      row.set(predicted, row.get(predicted) + 1);
    }
    List<@Nullable Double> perClient = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      perClient.add(tally.balancedAccuracyOf(k));
    }
    return new RunMetrics.Selected(
        31,
        Selection.VALIDATION,
        new TestScores(
                tally.balancedAccuracy(),
                tally.classesPresent(),
                tally.accuracy(),
                tally.macroF1(),
                tally.macroAuroc(),
                recall,
                confusion)
            .with(evidence.intervals(), evidence.statistics()),
        perClient);
  }

  private static RunMetrics.RoundMetrics round(int number, RandomStream random) {
    double gained = 1 - StrictMath.exp(-number / 12.0);
    List<RunMetrics.ClientRound> clients = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      List<Double> prior = new ArrayList<>();
      for (int c = 0; c < 8; c++) {
        prior.add(k > 3 && c > 5 ? 0.0 : 1.9 - 1.1 * gained + 0.2 * random.normal());
      }
      weights.add((k + 1) / 21.0);
      clients.add(
          new RunMetrics.ClientRound(
              k,
              3.4 - 2.2 * gained + 0.2 * k + 0.05 * random.normal(),
              prior,
              prior,
              0.1 + 0.02 * k,
              0.25 + 0.4 * gained - 0.03 * k + 0.02 * random.normal()));
    }
    return new RunMetrics.RoundMetrics(
        number,
        List.copyOf(weights),
        1.0,
        clients,
        new RunMetrics.GlobalScores(
            new RunMetrics.PartScore(0.2 + 0.5 * gained + 0.01 * random.normal(), 8), null),
        null);
  }
}
