package org.fedmas.results.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.report.RunMetrics.Classes;
import org.fedmas.results.report.RunMetrics.Client;
import org.fedmas.results.report.RunMetrics.ClientRound;
import org.fedmas.results.report.RunMetrics.Final;
import org.fedmas.results.report.RunMetrics.GlobalScores;
import org.fedmas.results.report.RunMetrics.Images;
import org.fedmas.results.report.RunMetrics.LastRound;
import org.fedmas.results.report.RunMetrics.PartScore;
import org.fedmas.results.report.RunMetrics.Personal;
import org.fedmas.results.report.RunMetrics.PersonalScore;
import org.fedmas.results.report.RunMetrics.RoundMetrics;
import org.fedmas.results.report.RunMetrics.Selected;

/** Made-up runs that look like real ones. */
public final class ReportExample {

  private static final int[][] TRAIN = {
    {2000, 4100, 1700, 480, 1300, 130, 140, 400},
    {400, 2700, 300, 80, 600, 60, 80, 0},
    {480, 1300, 180, 90, 350, 70, 60, 0},
    {130, 900, 60, 0, 0, 0, 0, 0},
    {260, 120, 210, 0, 90, 0, 0, 100},
    {60, 300, 20, 5, 20, 9, 8, 0}
  };

  private ReportExample() {}

  public static RunFacts facts(String run, Selection selection, int rounds, List<String> warnings) {
    return new RunFacts(
        run,
        "configs/isic/fedmas.yaml",
        1,
        0,
        "Fed-MAS: balanced softmax loss with self-supervised alignment (weight 3), aggregated by"
            + " the rule mas.",
        new RunFacts.Network("resnet18", "imagenet"),
        new RunFacts.Network("moco-v2-resnet50", "moco-v2"),
        rounds,
        selection,
        new RunFacts.Machine("PyTorch 2.7.1", "17.0.15", "Linux x86_64", "cpu", 2),
        new RunFacts.Timing(
            Instant.parse("2026-02-03T08:15:30Z"), Instant.parse("2026-02-03T13:41:02Z"), 19532.4),
        new RunFacts.Units(1243, 112),
        warnings);
  }

  public static RunMetrics metrics(String run, Selection selection, int rounds) {
    RandomStream random = RandomKey.of(5).with("example").stream();
    int held = selection == Selection.VALIDATION ? 1 : 0;
    List<String> names =
        List.of(
            "BCN",
            "HAM vidir molemax",
            "HAM vidir modern",
            "HAM rosendahl",
            "MSK",
            "HAM vienna dias");
    List<Client> clients = new ArrayList<>();
    for (int k = 0; k < TRAIN.length; k++) {
      int all = java.util.Arrays.stream(TRAIN[k]).sum();
      int validation = held * all / 10;
      int classes = (int) java.util.Arrays.stream(TRAIN[k]).filter(images -> images > 0).count();
      clients.add(
          new Client(
              k,
              names.get(k),
              new Images(all - validation, validation, all / 4),
              new Classes(classes, held * classes, classes)));
    }
    List<RoundMetrics> history = new ArrayList<>();
    double best = 0;
    int bestRound = 1;
    for (int r = 1; r <= rounds; r++) {
      double gained = 1 - StrictMath.exp(-r / 8.0);
      double score = 0.2 + 0.5 * gained + 0.015 * random.normal();
      if (score > best) {
        best = score;
        bestRound = r;
      }
      history.add(round(r, gained, score, selection, random));
    }
    Selected selected =
        new Selected(
            bestRound, selection, test(random), List.of(0.662, 0.641, 0.587, 0.702, 0.533, 0.498));
    return new RunMetrics(
        RunMetrics.SCHEMA,
        run,
        1,
        0,
        List.of("MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC"),
        clients,
        history,
        selected,
        List.of(),
        new LastRound(rounds, test(random), List.of(0.66, 0.65, 0.58, 0.7, 0.51, 0.48)),
        null,
        new Personal(
            selected.by(),
            0.55,
            List.of(
                new PersonalScore(0, rounds, 0.61, 0.7),
                new PersonalScore(1, 1, 0.49, 0.5),
                new PersonalScore(2, null, null, null),
                new PersonalScore(3, 1, null, null),
                new PersonalScore(4, 1, 0.5, 0.5),
                new PersonalScore(5, 1, 0.6, 0.5))),
        null,
        null,
        new Final("sha256:9f2c6d0be11a4d3c8b7f5e6a90c1d2e3f4a5b6c7d8e9f00112233445566778aa"));
  }

  /** Returns the metrics of a run that was stopped before its first round. */
  public static RunMetrics empty(String run) {
    return PlainMetrics.of(run, 1, 0, List.of("a", "b"), List.of(), List.of(), null);
  }

  /** Returns the metrics of some rounds, with null wherever null is allowed. */
  public static RunMetrics nulls(String run) {
    List<Client> clients =
        List.of(
            new Client(0, "alone", new Images(1, 0, 0), null),
            new Client(1, "none", new Images(0, 0, 0), null));
    RoundMetrics round =
        new RoundMetrics(
            1,
            java.util.Arrays.asList(1.0, null),
            null,
            List.of(new ClientRound(0, null, null, null, null, null)),
            new GlobalScores(new PartScore(null, 0), null),
            null);
    TestScores test =
        new TestScores(
            null,
            0,
            null,
            null,
            null,
            java.util.Arrays.asList(null, null),
            List.of(List.of(0, 0), List.of(0, 0)));
    return new RunMetrics(
        RunMetrics.SCHEMA,
        run,
        1,
        0,
        List.of("a", "b"),
        clients,
        List.of(round),
        new Selected(1, Selection.VALIDATION, test, java.util.Arrays.asList(null, null)),
        List.of(),
        null,
        null,
        new Personal(
            Selection.VALIDATION,
            null,
            List.of(new PersonalScore(0, 1, null, null), new PersonalScore(1, null, null, null))),
        null,
        null,
        new Final(null));
  }

  private static RoundMetrics round(
      int number, double gained, double score, Selection selection, RandomStream random) {
    List<ClientRound> clients = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    for (int k = 0; k < TRAIN.length; k++) {
      List<Double> prior = new ArrayList<>();
      List<Double> loss = new ArrayList<>();
      int present = 0;
      for (int images : TRAIN[k]) {
        boolean there = images > 0;
        present += there ? 1 : 0;
        prior.add(there ? 1.9 - 1.1 * gained + 0.1 * random.normal() : 0.0);
        loss.add(there ? 1.6 - 1.1 * gained + 0.1 * random.normal() : 0.0);
      }
      double factor = 1.0 / present * (1 + 0.05 * random.normal());
      factors.add(factor);
      clients.add(
          new ClientRound(
              k,
              3.4 - 2.2 * gained + 0.25 * k * (1 - 0.5 * gained) + 0.05 * random.normal(),
              prior,
              loss,
              factor,
              selection == Selection.TEST ? null : 0.25 + 0.4 * gained + 0.03 * random.normal(),
              null,
              44_812_000L + 1_700_000L * k,
              44_790_000L + 100_000L * number));
    }
    double sum = factors.stream().mapToDouble(Double::doubleValue).sum();
    PartScore scored = new PartScore(score, 8);
    return new RoundMetrics(
        number,
        factors.stream().map(factor -> factor / sum).toList(),
        600 + 20 * random.normal(),
        clients,
        selection == Selection.TEST
            ? new GlobalScores(null, scored)
            : new GlobalScores(scored, null),
        null);
  }

  private static TestScores test(RandomStream random) {
    double[] recall = {0.62, 0.83, 0.75, 0.55, 0.61, 0.68, 0.79, 0.49};
    int[] support = {840, 2420, 630, 165, 610, 66, 72, 128};
    List<List<Integer>> confusion = new ArrayList<>();
    List<Double> recalls = new ArrayList<>();
    long right = 0;
    long all = 0;
    for (int t = 0; t < support.length; t++) {
      int[] row = new int[support.length];
      for (int i = 0; i < support[t]; i++) {
        boolean correct = random.chance(recall[t]);
        row[correct ? t : (random.chance(0.4) ? 1 : random.below(8))]++;
      }
      right += row[t];
      all += support[t];
      recalls.add((double) row[t] / support[t]);
      confusion.add(java.util.Arrays.stream(row).boxed().toList());
    }
    double balanced = recalls.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new TestScores(balanced, 8, (double) right / all, 0.587, 0.918, recalls, confusion);
  }
}
