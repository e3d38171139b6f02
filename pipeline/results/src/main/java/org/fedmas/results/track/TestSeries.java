package org.fedmas.results.track;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The scores on test images: of the selected round, the last round, and the clients' own models.
 */
public final class TestSeries {

  private TestSeries() {}

  /** Returns the test scores of a run, each under its round; empty before they are known. */
  public static List<TrackedNumber> of(RunMetrics metrics) {
    List<TrackedNumber> numbers = new ArrayList<>();
    RunMetrics.Selected selected = metrics.selected();
    if (selected != null && selected.test() != null) {
      NumberList chosen = new NumberList(selected.round());
      add(chosen, "test", selected.test(), metrics.classes());
      clients(chosen, "test_client", selected.perClient(), metrics);
      numbers.addAll(chosen.all());
    }
    RunMetrics.LastRound last = metrics.last();
    if (last != null) {
      NumberList scores = new NumberList(last.round());
      common(scores, "test_last", last.test());
      numbers.addAll(scores.all());
    }
    RunMetrics.Personal personal = metrics.personal();
    if (personal != null) {
      for (RunMetrics.PersonalScore own : personal.clients()) {
        Integer round = own.round();
        if (round != null) {
          numbers.addAll(
              new NumberList(round)
                  .add(
                      SeriesName.of("test_personal", own.client(), name(metrics, own.client())),
                      own.balancedAccuracy())
                  .all());
        }
      }
    }
    return List.copyOf(numbers);
  }

  private static void add(NumberList numbers, String what, TestScores test, List<String> classes) {
    common(numbers, what, test);
    TestStatistics further = test.statistics();
    if (further != null) {
      numbers
          .add(what + "/macro_precision", further.macroPrecision())
          .add(what + "/macro_f1_present", further.macroF1Present())
          .add(what + "/macro_average_precision", further.macroAveragePrecision())
          .add(what + "/matthews", further.matthews())
          .add(what + "/cohens_kappa", further.cohensKappa())
          .add(what + "/brier", further.brier())
          .add(what + "/nll", further.nll())
          .add(what + "/ece_equal_mass", further.eceEqualMass())
          .add(what + "/ece_equal_width", further.eceEqualWidth())
          .add(what + "/overconfidence", further.overconfidence());
    }
    if (test.interval() != null) {
      new TreeMap<>(test.interval())
          .forEach(
              (score, ends) -> {
                numbers.add(what + "_lower/" + score, ends == null ? null : ends.get(0));
                numbers.add(what + "_upper/" + score, ends == null ? null : ends.get(1));
              });
    }
    for (int c = 0; c < Math.min(classes.size(), test.recall().size()); c++) {
      numbers.add(SeriesName.of(what + "_recall", c, classes.get(c)), test.recall().get(c));
    }
  }

  private static void common(NumberList numbers, String what, TestScores test) {
    numbers
        .add(what + "/balanced_accuracy", test.balancedAccuracy())
        .add(what + "/accuracy", test.accuracy())
        .add(what + "/macro_f1", test.macroF1())
        .add(what + "/macro_auroc", test.macroAuroc());
  }

  private static void clients(
      NumberList numbers, String what, List<@Nullable Double> scores, RunMetrics metrics) {
    for (int k = 0; k < scores.size(); k++) {
      numbers.add(SeriesName.of(what, k, name(metrics, k)), scores.get(k));
    }
  }

  private static String name(RunMetrics metrics, int client) {
    return metrics.clients().get(client).name();
  }
}
