package org.fedmas.results.statistic;

import static org.fedmas.results.statistic.GoldenStatistics.DISTRIBUTION;
import static org.fedmas.results.statistic.GoldenStatistics.ROOT;
import static org.fedmas.results.statistic.GoldenStatistics.SCORE;
import static org.fedmas.results.statistic.GoldenStatistics.array;
import static org.fedmas.results.statistic.GoldenStatistics.close;
import static org.fedmas.results.statistic.GoldenStatistics.ends;
import static org.fedmas.results.statistic.GoldenStatistics.longs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fedmas.results.metric.ClassGroups;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.TestImages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Intervals and comparisons by resampling of lesions. */
class BootstrapGoldenTest {

  private static final TestImages IMAGES = GoldenStatistics.images("federation");
  private static final Resamples RESAMPLES = GoldenStatistics.resamples(IMAGES);
  private static final Map<String, Score> SCORES = scores();
  private static final Map<String, Bootstrap> KNOWN = new LinkedHashMap<>();

  private static Map<String, Score> scores() {
    ClassGroups groups =
        ClassGroups.of(
            longs(ROOT.get("train_counts")),
            ROOT.get("many_above").longValue(),
            ROOT.get("few_below").longValue());
    List<Score> scores =
        new ArrayList<>(
            List.of(
                Score.ACCURACY,
                Score.BALANCED_ACCURACY,
                Score.MACRO_PRECISION,
                Score.MACRO_F1,
                Score.MACRO_F1_PRESENT,
                Score.MACRO_AUROC,
                Score.MACRO_AVERAGE_PRECISION,
                Score.MATTHEWS,
                Score.COHENS_KAPPA,
                Score.BRIER,
                Score.NLL,
                Score.ECE_EQUAL_MASS,
                Score.ECE_EQUAL_WIDTH,
                Score.WORST_CLIENT,
                Score.MEAN_OF_CLIENTS,
                Score.group("many", groups.many()),
                Score.group("medium", groups.medium()),
                Score.group("few", groups.few())));
    for (int c = 0; c < GoldenStatistics.classes(); c++) {
      scores.add(Score.recall(c));
      scores.add(Score.auroc(c));
    }
    for (int k = 0; k < IMAGES.clients(); k++) {
      scores.add(Score.client(k));
    }
    Map<String, Score> byName = new LinkedHashMap<>();
    scores.forEach(score -> byName.put(score.id(), score));
    return byName;
  }

  private static RankedPredictions model(String run) {
    return GoldenStatistics.model(IMAGES, "federation", run);
  }

  private static Score score(String id) {
    return Objects.requireNonNull(SCORES.get(id), id);
  }

  private static Bootstrap bootstrap(String run) {
    return KNOWN.computeIfAbsent(
        run, name -> Bootstrap.of(model(name), List.copyOf(SCORES.values()), RESAMPLES));
  }

  @Test
  void shareOfResamplesWithAnAbsentClass() {
    JsonNode golden = ROOT.get("bootstrap");
    AbsentShares ours = AbsentShares.of(IMAGES, RESAMPLES);
    close("bootstrap", golden, "absent_share", ours.any(), SCORE);
    close("bootstrap/run", golden, "absent_share", bootstrap("a").absentShare(), SCORE);
    close("bootstrap", golden, "absent_share_per_class", array(ours.perClass()), SCORE);
    close("bootstrap", golden, "absent_share_per_client", array(ours.perClient()), SCORE);
    close("bootstrap", golden, "replicates", RESAMPLES.size(), 0);
  }

  @Test
  void intervalsOfEveryScore() {
    JsonNode golden = ROOT.get("bootstrap");
    double level = golden.get("level").doubleValue();
    for (Map.Entry<String, JsonNode> run : golden.get("runs").properties()) {
      for (ClassRule rule : ClassRule.values()) {
        String which = rule.name().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> one : run.getValue().get(which).properties()) {
          String name = "bootstrap/%s/%s/%s".formatted(run.getKey(), which, one.getKey());
          BootstrapInterval ours =
              bootstrap(run.getKey()).interval(score(one.getKey()), rule, level);
          close(name, one.getValue(), "estimate", ours.estimate(), SCORE);
          close(name, one.getValue(), "se", ours.standardError(), SCORE);
          close(name, one.getValue(), "used", ours.used(), 0);
          ends(name, one.getValue(), ours.interval(), SCORE);
        }
      }
      JsonNode first = run.getValue().get("first_replicates");
      for (Map.Entry<String, JsonNode> one : first.properties()) {
        double[] all = bootstrap(run.getKey()).replicates(score(one.getKey()));
        close(
            "bootstrap/%s/first".formatted(run.getKey()),
            first,
            one.getKey(),
            Arrays.copyOf(all, one.getValue().size()),
            SCORE);
      }
    }
  }

  @Test
  void acceleratedIntervals() {
    for (Map.Entry<String, JsonNode> one : ROOT.get("bootstrap").get("bca_run_a").properties()) {
      Score score = score(one.getKey());
      AcceleratedInterval ours =
          AcceleratedInterval.of(model("a"), score, bootstrap("a"), Interval.LEVEL);
      String name = "bootstrap/bca/" + one.getKey();
      close(name, one.getValue(), "estimate", bootstrap("a").estimate(score), SCORE);
      close(name, one.getValue(), "z0", ours.bias(), DISTRIBUTION);
      close(name, one.getValue(), "acceleration", ours.acceleration(), SCORE);
      ends(name, one.getValue(), ours.interval(), DISTRIBUTION);
    }
  }

  @Test
  void pairedDifferences() {
    for (JsonNode pair : ROOT.get("paired").get("pairs")) {
      String first = pair.get("first").asText();
      String second = pair.get("second").asText();
      for (Map.Entry<String, JsonNode> one : pair.get("bootstrap").properties()) {
        JsonNode golden = one.getValue();
        PairedBootstrap ours = paired(first, second, one.getKey());
        String name = "paired/%s %s/%s".formatted(first, second, one.getKey());
        close(name, golden, "difference", ours.difference(), SCORE);
        ends(name, golden, ours.interval(), SCORE);
        close(name, golden, "se", ours.standardError(), SCORE);
        close(name, golden, "used", ours.used(), 0);
        close(name, golden, "at_most_zero", ours.atMostZero(), 0);
        close(name, golden, "at_least_zero", ours.atLeastZero(), 0);
        close(name, golden, "far", ours.far(), 0);
        close(name, golden, "p", ours.p(), GoldenStatistics.EXACT);
        close(name, golden, "p_centred", ours.centredP(), GoldenStatistics.EXACT);
      }
    }
  }

  private static PairedBootstrap paired(String first, String second, String score) {
    return PairedBootstrap.of(bootstrap(first), bootstrap(second), score(score), Interval.LEVEL);
  }

  @Test
  void holmOverTheFirstThreePairs() {
    JsonNode paired = ROOT.get("paired");
    for (Map.Entry<String, JsonNode> one : paired.get("holm_of_three").properties()) {
      List<@Nullable Double> values = new ArrayList<>();
      for (int pair = 0; pair < 3; pair++) {
        JsonNode golden = paired.get("pairs").get(pair);
        values.add(
            paired(golden.get("first").asText(), golden.get("second").asText(), one.getKey()).p());
      }
      String name = "paired/holm/" + one.getKey();
      close(name, one.getValue(), "p", array(values), GoldenStatistics.EXACT);
      double[] adjusted = array(Holm.adjust(values));
      close(name, one.getValue(), "adjusted", adjusted, GoldenStatistics.EXACT);
    }
  }

  @Test
  void swaps() {
    Swaps swaps = GoldenStatistics.swaps();
    for (JsonNode pair : ROOT.get("paired").get("pairs")) {
      String first = pair.get("first").asText();
      String second = pair.get("second").asText();
      List<String> ids = GoldenStatistics.names(pair.get("swap"));
      List<SwapTest> ours =
          SwapTest.of(
              model(first),
              model(second),
              ids.stream().map(BootstrapGoldenTest::score).toList(),
              swaps);
      for (int s = 0; s < ids.size(); s++) {
        JsonNode golden = pair.get("swap").get(ids.get(s));
        String name = "paired/swap %s %s/%s".formatted(first, second, ids.get(s));
        close(name, golden, "difference", ours.get(s).difference(), SCORE);
        close(name, golden, "extreme", ours.get(s).extreme(), 0);
        close(name, golden, "p", ours.get(s).p(), GoldenStatistics.EXACT);
      }
    }
  }
}
