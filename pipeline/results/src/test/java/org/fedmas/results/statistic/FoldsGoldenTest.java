package org.fedmas.results.statistic;

import static org.fedmas.results.statistic.GoldenStatistics.DISTRIBUTION;
import static org.fedmas.results.statistic.GoldenStatistics.EXACT;
import static org.fedmas.results.statistic.GoldenStatistics.ROOT;
import static org.fedmas.results.statistic.GoldenStatistics.SCORE;
import static org.fedmas.results.statistic.GoldenStatistics.array;
import static org.fedmas.results.statistic.GoldenStatistics.close;
import static org.fedmas.results.statistic.GoldenStatistics.elements;
import static org.fedmas.results.statistic.GoldenStatistics.ends;
import static org.fedmas.results.statistic.GoldenStatistics.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.TestImages;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scores over folds and seeds. */
class FoldsGoldenTest {

  private static final JsonNode AGGREGATION = ROOT.get("aggregation");
  private static final List<Score> SCORES =
      List.of(
          Score.ACCURACY,
          Score.BALANCED_ACCURACY,
          Score.MACRO_F1_PRESENT,
          Score.MACRO_AUROC,
          Score.BRIER);

  @Test
  void foldsOfOneDataSet() {
    JsonNode golden = ROOT.get("folds");
    int[] foldOfLesion = Golden.integers(golden.get("fold_of_lesion"));
    int folds = golden.get("images_per_fold").size();
    TestImages images = GoldenStatistics.images("federation");
    for (Map.Entry<String, JsonNode> run : golden.get("runs").properties()) {
      RankedPredictions model = GoldenStatistics.model(images, "federation", run.getKey());
      String name = "folds/" + run.getKey();
      double[] sizes =
          IntStream.range(0, folds)
              .mapToDouble(f -> FoldScores.inFold(model, f, foldOfLesion).images())
              .toArray();
      close(name, golden, "images_per_fold", sizes, 0);
      double[] present =
          IntStream.range(0, folds)
              .mapToDouble(f -> FoldScores.inFold(model, f, foldOfLesion).classesPresent())
              .toArray();
      close(name, run.getValue(), "classes_present", present, 0);
      for (Score score : SCORES) {
        JsonNode one = run.getValue().get(score.id());
        FoldScores ours = FoldScores.of(model, score, folds, foldOfLesion);
        String which = name + "/" + score.id();
        close(which, one, "folds", array(ours.folds()), SCORE);
        close(which, one, "mean", ours.overFolds().mean(), SCORE);
        close(which, one, "sd", ours.overFolds().deviation(), SCORE);
        close(which, one, "pooled", ours.pooled(), SCORE);
      }
    }
  }

  private static SeedTable table(String name) {
    List<List<@Nullable Double>> rows = new ArrayList<>();
    AGGREGATION.get("tables").get(name).forEach(row -> rows.add(GoldenStatistics.nullable(row)));
    return new SeedTable(rows);
  }

  @Test
  void foldsAndSeeds() {
    for (Map.Entry<String, JsonNode> one : AGGREGATION.get("aggregate").properties()) {
      SeedTable ours = table(one.getKey());
      JsonNode golden = one.getValue();
      String name = "aggregate/" + one.getKey();
      close(name, golden, "runs", ours.runs(), 0);
      close(name, golden, "folds", ours.folds(), 0);
      Parity.holds(
          GoldenStatistics.FILE,
          name + "/complete",
          golden.get("complete").booleanValue() == ours.complete());
      close(name, golden, "fold_means", array(ours.foldMeans()), SCORE);
      close(name, golden, "mean", ours.overFolds().mean(), SCORE);
      close(name, golden, "sd_folds", ours.overFolds().deviation(), SCORE);
      close(name, golden, "sd_seeds", ours.seedDeviation(), SCORE);
      close(name, golden, "seed_means", array(ours.seedMeans()), SCORE);
      close(name, golden, "sd_seed_means", ours.seedMeanDeviation(), SCORE);
      close(name, golden, "sd_runs", ours.runDeviation(), SCORE);
      Interval t = ours.foldInterval(Interval.LEVEL);
      close(name, golden, "t_lower", t == null ? null : (Double) t.lower(), DISTRIBUTION);
      close(name, golden, "t_upper", t == null ? null : (Double) t.upper(), DISTRIBUTION);
    }
  }

  @Test
  void comparisonsOverFolds() {
    double rho =
        Arrays.stream(Golden.numbers(AGGREGATION.get("n_test"))).sum()
            / Arrays.stream(Golden.numbers(AGGREGATION.get("n_train"))).sum();
    List<@Nullable Double> corrected = new ArrayList<>();
    List<@Nullable Double> signed = new ArrayList<>();
    JsonNode comparisons = AGGREGATION.get("comparisons");
    for (JsonNode one : comparisons) {
      String first = one.get("first").asText();
      String second = one.get("second").asText();
      double[] differences = SeedTable.differences(table(first), table(second));
      String name = "comparisons/%s %s".formatted(first, second);
      close(name, one, "differences", differences, SCORE);
      CorrectedT t = CorrectedT.of(differences, rho, Interval.LEVEL);
      correctedT(name + "/t", one.get("corrected_t"), t);
      SignedRank ranks = SignedRank.of(differences);
      ComparisonsGoldenTest.signedRank(name + "/wilcoxon", one.get("wilcoxon"), ranks);
      corrected.add(t.p());
      signed.add(ranks.p());
    }
    for (int i = 0; i < comparisons.size(); i++) {
      JsonNode one = comparisons.get(i);
      String name = "comparisons/%s %s".formatted(one.get("first"), one.get("second"));
      close(name, one, "holm_corrected_t", Holm.adjust(corrected).get(i), DISTRIBUTION);
      close(name, one, "holm_wilcoxon", Holm.adjust(signed).get(i), EXACT);
    }
  }

  @Test
  void correctedTests() {
    int place = 0;
    for (JsonNode one : AGGREGATION.get("corrected_t_cases")) {
      double[] differences = Golden.numbers(one.get("differences"));
      CorrectedT ours = CorrectedT.of(differences, one.get("rho").doubleValue(), Interval.LEVEL);
      correctedT("corrected_t/" + place++, one, ours);
    }
  }

  private static void correctedT(String name, JsonNode golden, CorrectedT ours) {
    close(name, golden, "mean", ours.mean(), SCORE);
    close(name, golden, "sd", ours.deviation(), SCORE);
    close(name, golden, "rho", ours.ratio(), SCORE);
    close(name, golden, "df", ours.degrees(), 0);
    close(name, golden, "se", ours.standardError(), SCORE);
    close(name, golden, "t", ours.t(), DISTRIBUTION);
    close(name, golden, "p", ours.p(), DISTRIBUTION);
    ends(name, golden, ours.interval(), DISTRIBUTION);
    close(name, golden, "t_plain", ours.plainT(), DISTRIBUTION);
    close(name, golden, "p_plain", ours.plainP(), DISTRIBUTION);
  }

  @Test
  void friedman() {
    int place = 0;
    for (JsonNode one : AGGREGATION.get("friedman")) {
      double[][] table = elements(one.get("table")).map(Golden::numbers).toArray(double[][]::new);
      Friedman ours = Friedman.of(table);
      String name = "friedman/" + place++;
      close(name, one, "average_ranks", array(ours.averageRanks()), SCORE);
      close(name, one, "chi2", new double[] {number(ours.chiSquared())}, SCORE);
      close(name, one, "p", ours.p(), DISTRIBUTION);
      close(name, one, "f", ours.f(), DISTRIBUTION);
      close(name, one, "p_f", ours.fP(), DISTRIBUTION);
      close(name, one, "nemenyi_cd_05", ours.criticalDifference(), SCORE);
    }
  }
}
