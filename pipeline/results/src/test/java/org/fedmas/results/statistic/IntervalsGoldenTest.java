package org.fedmas.results.statistic;

import static org.fedmas.results.statistic.GoldenStatistics.DISTRIBUTION;
import static org.fedmas.results.statistic.GoldenStatistics.ROOT;
import static org.fedmas.results.statistic.GoldenStatistics.SCORE;
import static org.fedmas.results.statistic.GoldenStatistics.close;
import static org.fedmas.results.statistic.GoldenStatistics.ends;
import static org.fedmas.results.statistic.GoldenStatistics.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.junit.jupiter.api.Test;

/** Intervals of shares. */
class IntervalsGoldenTest {

  private static final JsonNode GOLDEN = ROOT.get("intervals");

  @Test
  void quantilesOfDistributions() {
    JsonNode quantiles = ROOT.get("quantiles");
    close("quantiles", quantiles, "normal_0.975", TwoSided.normal(0.95), DISTRIBUTION);
    JsonNode t = quantiles.get("t_0.975");
    for (Map.Entry<String, JsonNode> one : t.properties()) {
      int degrees = Integer.parseInt(one.getKey());
      close("quantiles/t", t, one.getKey(), TwoSided.t(0.95, degrees), DISTRIBUTION);
    }
  }

  @Test
  void intervalsOfIndependentTrials() {
    for (JsonNode one : GOLDEN.get("cases")) {
      long x = one.get("x").longValue();
      long n = one.get("n").longValue();
      double level = one.get("level").doubleValue();
      shares("intervals/%s of %s at %s".formatted(x, n, level), one, x, n, level);
    }
  }

  private static void shares(String name, JsonNode golden, long x, long n, double level) {
    double[] exact = ends(Proportion.clopperPearson(x, n, level));
    double[] wilson = ends(Proportion.wilson(n == 0 ? 0 : (double) x / n, n, level));
    close(name, golden, "clopper_pearson", exact, DISTRIBUTION);
    close(name, golden, "wilson", wilson, DISTRIBUTION);
  }

  @Test
  void intervalsOfLesions() {
    int place = 0;
    for (JsonNode one : GOLDEN.get("wilson_by_lesion_cases")) {
      LesionProportion ours =
          LesionProportion.of(longs(one.get("x")), longs(one.get("n")), Interval.LEVEL);
      lesions("intervals/lesions " + place++, one, ours);
    }
  }

  @Test
  void recallPerClass() {
    TestImages images = GoldenStatistics.images("federation");
    for (Map.Entry<String, JsonNode> run : GOLDEN.get("recall").properties()) {
      RankedPredictions model = GoldenStatistics.model(images, "federation", run.getKey());
      for (JsonNode one : run.getValue()) {
        int label = one.get("class").intValue();
        LesionProportion ours = LesionProportion.recall(model, label, Interval.LEVEL);
        String name = "intervals/recall " + run.getKey() + " class " + label;
        close(name, one, "x", ours.hits(), 0);
        close(name, one, "n", ours.images(), 0);
        shares(name, one, ours.hits(), ours.images(), Interval.LEVEL);
        lesions(name, one.get("wilson_by_lesion"), ours);
      }
    }
  }

  private static void lesions(String name, JsonNode golden, LesionProportion ours) {
    close(name, golden, "images", ours.images(), 0);
    close(name, golden, "lesions", ours.lesions(), 0);
    close(name, golden, "design_effect", ours.designEffect(), SCORE);
    close(name, golden, "effective", ours.effective(), SCORE);
    ends(name, golden, ours.interval(), DISTRIBUTION);
  }
}
