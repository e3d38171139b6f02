package org.fedmas.results.statistic;

import static org.fedmas.results.statistic.GoldenStatistics.ROOT;
import static org.fedmas.results.statistic.GoldenStatistics.SCORE;
import static org.fedmas.results.statistic.GoldenStatistics.array;
import static org.fedmas.results.statistic.GoldenStatistics.close;
import static org.fedmas.results.statistic.GoldenStatistics.elements;
import static org.fedmas.results.statistic.GoldenStatistics.longs;
import static org.fedmas.results.statistic.GoldenStatistics.perClass;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fedmas.results.metric.Binning;
import org.fedmas.results.metric.Calibration;
import org.fedmas.results.metric.ClassGroups;
import org.fedmas.results.metric.ClientSpread;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.testkit.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every score of every golden set. */
class ScoresStatisticsGoldenTest {

  private static final ClassGroups GROUPS = groups(ROOT);

  private static ClassGroups groups(JsonNode json) {
    return ClassGroups.of(
        longs(json.get("train_counts")),
        json.get("many_above").longValue(),
        json.get("few_below").longValue());
  }

  static Stream<String> sets() {
    return GoldenStatistics.names(ROOT.get("scores")).stream();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void scoresOfAllImages(String set) {
    TestImages images = GoldenStatistics.images(set);
    ROOT.get("scores")
        .get(set)
        .properties()
        .forEach(
            run ->
                check(
                    "scores/" + set + "/" + run.getKey(),
                    run.getValue(),
                    GoldenStatistics.model(images, set, run.getKey())));
  }

  private static void check(String name, JsonNode golden, RankedPredictions model) {
    Tally ours = Tally.of(model);
    close(name, golden, "images", ours.images(), 0);
    close(name, golden, "classes_present", ours.classesPresent(), 0);
    close(name, golden, "accuracy", ours.accuracy(), SCORE);
    close(name, golden, "balanced_accuracy", ours.balancedAccuracy(), SCORE);
    close(name, golden, "macro_precision", ours.macroPrecision(), SCORE);
    close(name, golden, "macro_f1", ours.macroF1(), SCORE);
    close(name, golden, "macro_f1_present", ours.macroF1Present(), SCORE);
    close(name, golden, "macro_auroc", ours.macroAuroc(), SCORE);
    close(name, golden, "macro_average_precision", ours.macroAveragePrecision(), SCORE);
    close(name, golden, "matthews", ours.matthews(), SCORE);
    close(name, golden, "cohens_kappa", ours.cohensKappa(), SCORE);
    close(name, golden, "brier", ours.brier(), SCORE);
    close(name, golden, "nll", ours.negativeLogLikelihood(), SCORE);
    close(name, golden, "nll_clipped", ours.clippedImages(), 0);
    close(name, golden, "mean_confidence", ours.meanConfidence(), SCORE);
    close(name, golden, "overconfidence", ours.overconfidence(), SCORE);
    close(name, golden, "many", ours.meanRecall(GROUPS.many()), SCORE);
    close(name, golden, "medium", ours.meanRecall(GROUPS.medium()), SCORE);
    close(name, golden, "few", ours.meanRecall(GROUPS.few()), SCORE);
    for (Binning binning : Binning.values()) {
      String which = binning.name().toLowerCase(Locale.ROOT);
      Calibration calibration = ours.calibration(binning);
      close(name, golden, "ece_" + which, calibration.expectedError(), SCORE);
      close(name, golden, "mce_" + which, calibration.maximumError(), SCORE);
      bins(name + "/" + which, golden.get("reliability").get(which), calibration);
    }
    classes(name + "/per_class", golden.get("per_class"), ours);
    clients(name, golden, model);
  }

  private static void bins(String name, JsonNode golden, Calibration ours) {
    List<Calibration.Bin> bins = ours.bins();
    close(name, golden, "count", array(bins.stream().map(Calibration.Bin::count).toList()), 0);
    close(name, golden, "confidence", array(each(bins, Calibration.Bin::confidence)), SCORE);
    close(name, golden, "accuracy", array(each(bins, Calibration.Bin::accuracy)), SCORE);
  }

  private static <T> List<@Nullable Double> each(List<T> of, Function<T, @Nullable Double> value) {
    List<@Nullable Double> values = new ArrayList<>();
    of.forEach(one -> values.add(value.apply(one)));
    return values;
  }

  private static void classes(String name, JsonNode golden, Tally ours) {
    close(name, golden, "support", perClass(ours::support), 0);
    close(name, golden, "predicted", perClass(ours::predicted), 0);
    close(name, golden, "recall", perClass(ours::recall), SCORE);
    close(name, golden, "precision", perClass(ours::precision), SCORE);
    close(name, golden, "f1", perClass(ours::f1), SCORE);
    close(name, golden, "specificity", perClass(ours::specificity), SCORE);
    close(name, golden, "auroc", perClass(ours::auroc), SCORE);
    close(name, golden, "average_precision", perClass(ours::averagePrecision), SCORE);
  }

  private static void clients(String name, JsonNode golden, RankedPredictions model) {
    TestImages images = model.images();
    List<@Nullable Double> balanced = new ArrayList<>();
    List<@Nullable Double> accuracies = new ArrayList<>();
    for (int k = 0; k < images.clients(); k++) {
      Tally ours = Tally.of(model, images.onlyClient(k));
      JsonNode expected = golden.get("clients").get(k);
      String client = name + "/client_" + k;
      close(client, expected, "images", ours.images(), 0);
      close(client, expected, "lesions", images.lesionsOf(k).length, 0);
      close(client, expected, "classes_present", ours.classesPresent(), 0);
      close(client, expected, "accuracy", ours.accuracy(), SCORE);
      close(client, expected, "balanced_accuracy", ours.balancedAccuracy(), SCORE);
      close(client, expected, "macro_f1_present", ours.macroF1Present(), SCORE);
      close(client, expected, "macro_auroc", ours.macroAuroc(), SCORE);
      close(client, expected, "brier", ours.brier(), SCORE);
      balanced.add(ours.balancedAccuracy());
      accuracies.add(ours.accuracy());
    }
    JsonNode across = golden.get("across_clients");
    spread(name + "/balanced", across.get("balanced_accuracy"), Tally.of(model).acrossClients());
    spread(name + "/balanced", across.get("balanced_accuracy"), ClientSpread.of(balanced));
    spread(name + "/accuracies", across.get("accuracy"), ClientSpread.of(accuracies));
  }

  private static void spread(String name, JsonNode golden, ClientSpread ours) {
    close(name, golden, "clients", ours.clients(), 0);
    close(name, golden, "worst_client", ours.worstClient(), 0);
    close(name, golden, "worst", ours.worst(), SCORE);
    close(name, golden, "best_client", ours.bestClient(), 0);
    close(name, golden, "best", ours.best(), SCORE);
    close(name, golden, "mean", ours.mean(), SCORE);
    close(name, golden, "sd", ours.deviation(), SCORE);
    close(name, golden, "range", ours.range(), SCORE);
  }

  @Test
  void binsOfConfidences() {
    double scale = ROOT.get("scale").doubleValue();
    for (JsonNode one : ROOT.get("bins_cases")) {
      double[] confidence = Golden.numbers(one.get("confidence"));
      boolean[] correct = new boolean[confidence.length];
      for (int i = 0; i < correct.length; i++) {
        confidence[i] /= scale;
        correct[i] = one.get("correct").get(i).intValue() == 1;
      }
      String which = one.get("which").asText();
      Calibration ours =
          Calibration.of(
              confidence,
              correct,
              Binning.valueOf(which.toUpperCase(Locale.ROOT)),
              one.get("bins").intValue());
      String name = "bins/" + one.get("name").asText() + " " + which + " " + one.get("bins");
      bins(name, one.get("per_bin"), ours);
      close(name, one, "ece", ours.expectedError(), SCORE);
      close(name, one, "mce", ours.maximumError(), SCORE);
    }
  }

  @Test
  void groupsOfClasses() {
    int place = 0;
    List<JsonNode> cases = new ArrayList<>(elements(ROOT.get("groups_cases")).toList());
    cases.add(ROOT);
    for (JsonNode one : cases) {
      ClassGroups ours = groups(one);
      String name = "groups/" + place++;
      close(name, one.get("groups"), "many", array(ours.many()), 0);
      close(name, one.get("groups"), "medium", array(ours.medium()), 0);
      close(name, one.get("groups"), "few", array(ours.few()), 0);
    }
  }
}
