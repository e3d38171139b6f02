package org.fedmas.results.statistic;

import static org.fedmas.results.statistic.GoldenStatistics.DISTRIBUTION;
import static org.fedmas.results.statistic.GoldenStatistics.EXACT;
import static org.fedmas.results.statistic.GoldenStatistics.ROOT;
import static org.fedmas.results.statistic.GoldenStatistics.SCORE;
import static org.fedmas.results.statistic.GoldenStatistics.array;
import static org.fedmas.results.statistic.GoldenStatistics.close;
import static org.fedmas.results.statistic.GoldenStatistics.ends;
import static org.fedmas.results.statistic.GoldenStatistics.nullable;
import static org.fedmas.results.statistic.GoldenStatistics.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.metric.TestImages;
import org.fedmas.testkit.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** McNemar, DeLong, Wilcoxon, Holm and rank correlations. */
class ComparisonsGoldenTest {

  private static final JsonNode PAIRED = ROOT.get("paired");

  @Test
  void mcNemarOfCounts() {
    for (JsonNode one : PAIRED.get("mcnemar_counts")) {
      McNemar ours = McNemar.of(one.get("b").longValue(), one.get("c").longValue());
      mcNemar("mcnemar/%s %s".formatted(one.get("b"), one.get("c")), one, ours);
    }
  }

  private static void mcNemar(String name, JsonNode golden, McNemar ours) {
    close(name, golden, "b", ours.firstOnly(), 0);
    close(name, golden, "c", ours.secondOnly(), 0);
    close(name, golden, "p_exact", ours.exactP(), EXACT);
    close(name, golden, "p_mid", ours.midP(), EXACT);
  }

  @Test
  void mcNemarOfModels() {
    TestImages images = GoldenStatistics.images("federation");
    for (JsonNode one : PAIRED.get("mcnemar_runs")) {
      String first = one.get("first").asText();
      String second = one.get("second").asText();
      LesionMcNemar ours =
          LesionMcNemar.of(
              GoldenStatistics.model(images, "federation", first),
              GoldenStatistics.model(images, "federation", second));
      String name = "mcnemar/%s %s".formatted(first, second);
      mcNemar(name, one, ours.images());
      JsonNode byLesion = one.get("by_lesion");
      close(name, byLesion, "lesions", ours.lesions(), 0);
      close(name, byLesion, "sum", ours.gain(), 0);
      close(name, byLesion, "sum_squares", ours.squares(), 0);
      close(name, byLesion, "z", ours.z(), SCORE);
      close(name, byLesion, "p", ours.p(), DISTRIBUTION);
    }
  }

  @Test
  void deLong() {
    TestImages images = GoldenStatistics.images("federation");
    for (JsonNode one : PAIRED.get("delong")) {
      String first = one.get("first").asText();
      String second = one.get("second").asText();
      int label = one.get("class").intValue();
      DeLong ours =
          DeLong.of(
              GoldenStatistics.model(images, "federation", first),
              GoldenStatistics.model(images, "federation", second),
              label,
              Interval.LEVEL);
      String name = "delong/%s %s class %s".formatted(first, second, label);
      close(name, one, "positives", ours.positives(), 0);
      close(name, one, "negatives", ours.negatives(), 0);
      close(name, one, "auroc", both(ours.firstArea(), ours.secondArea()), SCORE);
      close(name, one, "difference", ours.difference(), SCORE);
      close(name, one, "variance", both(ours.firstVariance(), ours.secondVariance()), SCORE);
      close(name, one, "covariance", ours.covariance(), SCORE);
      close(name, one, "se", ours.standardError(), SCORE);
      close(name, one, "z", ours.z(), DISTRIBUTION);
      close(name, one, "p", ours.p(), DISTRIBUTION);
      ends(name, one, ours.interval(), DISTRIBUTION);
    }
  }

  private static double[] both(@Nullable Double first, @Nullable Double second) {
    return new double[] {number(first), number(second)};
  }

  @Test
  void signedRanks() {
    int place = 0;
    for (JsonNode one : ROOT.get("wilcoxon")) {
      SignedRank ours = SignedRank.of(Golden.numbers(one.get("differences")));
      signedRank("wilcoxon/" + place++, one, ours);
    }
  }

  static void signedRank(String name, JsonNode golden, SignedRank ours) {
    close(name, golden, "used", ours.used(), 0);
    close(name, golden, "w_plus", ours.positive(), SCORE);
    close(name, golden, "w_minus", ours.negative(), SCORE);
    close(name, golden, "p", ours.p(), EXACT);
    close(name, golden, "rank_biserial", ours.rankBiserial(), SCORE);
  }

  @Test
  void holm() {
    int place = 0;
    for (JsonNode one : ROOT.get("holm")) {
      double[] ours = array(Holm.adjust(nullable(one.get("p"))));
      close("holm/" + place++, one, "adjusted", ours, EXACT);
    }
  }

  @Test
  void rankCorrelations() {
    int place = 0;
    for (JsonNode one : ROOT.get("rank_correlation").get("cases")) {
      double[] a = Golden.numbers(one.get("a"));
      double[] b = Golden.numbers(one.get("b"));
      List<int[]> orders = GoldenStatistics.permutations(a.length);
      String name = "rank_correlation/case " + place++;
      correlation(name, one, "spearman", RankCorrelation.spearman(a, b, orders));
      correlation(name, one, "kendall", RankCorrelation.kendall(a, b, orders));
    }
  }

  @Test
  void agreementOfClients() {
    JsonNode golden = ROOT.get("rank_correlation");
    List<List<@Nullable Double>> divergence = new ArrayList<>();
    golden.get("divergence").forEach(row -> divergence.add(nullable(row)));
    ClientAgreement ours = ClientAgreement.of(divergence, GoldenStatistics::permutations);
    String all = "rank_correlation";
    close(all, golden, "mean_spearman", ours.meanSpearman(), SCORE);
    close(all, golden, "mean_kendall", ours.meanKendall(), SCORE);
    for (int i = 0; i < golden.get("pairs").size(); i++) {
      JsonNode pair = golden.get("pairs").get(i);
      ClientAgreement.Pair one = ours.pairs().get(i);
      String name = all + "/clients " + pair.get("clients");
      close(name, pair, "clients", new double[] {one.first(), one.second()}, 0);
      close(name, pair, "classes", array(one.classes()), 0);
      correlation(name, pair, "spearman", one.spearman());
      correlation(name, pair, "kendall", one.kendall());
    }
  }

  private static void correlation(
      String name, JsonNode golden, String which, RankCorrelation ours) {
    close(name + " " + which, golden.get(which), "value", ours.value(), SCORE);
    close(name + " " + which, golden.get(which), "extreme", ours.extreme(), 0);
    close(name + " " + which, golden.get(which), "p", ours.p(), EXACT);
  }
}
