package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers that a browser shows, compared with the files that the page was made from. */
@Tag("e2e")
class ReportNumbersInBrowserTest {

  @RegisterExtension private static final ShownReport shown = new ShownReport();

  @Test
  void headlineHasTheScoreAndItsInterval() {
    assertThat(shown.page().text())
        .contains(
            "Balanced accuracy %s (95 %% CI %s; 2\u202f000 bootstrap resamples of %s lesions"
                .formatted(
                    score(test().balancedAccuracy()),
                    interval(Objects.requireNonNull(test().interval()).get("balanced_accuracy"), 3),
                    statistics().resampling().lesions()));
  }

  @Test
  void allScoresAreThoseOfTheFile() {
    List<List<String>> rows = shown.page().rows("All scores of the selected model");
    Map<String, @Nullable List<Double>> ends = Objects.requireNonNull(test().interval());

    assertThat(column(rows, 1))
        .containsExactly(
            score(test().balancedAccuracy()),
            score(test().accuracy()),
            score(statistics().macroPrecision()),
            score(test().macroF1()),
            score(statistics().macroF1Present()),
            score(test().macroAuroc()),
            score(statistics().macroAveragePrecision()),
            score(statistics().matthews()),
            score(statistics().cohensKappa()),
            score(statistics().brier()),
            score(statistics().nll()),
            score(statistics().acrossClients().mean()));
    assertThat(column(rows, 2))
        .startsWith(interval(ends.get("balanced_accuracy"), 3), interval(ends.get("accuracy"), 3))
        .endsWith(interval(ends.get("mean_of_clients"), 3));
  }

  @Test
  void classesHaveTheirScores() {
    List<List<String>> rows = shown.page().rows("All scores per class");

    for (int c = 0; c < rows.size(); c++) {
      TestStatistics.ClassStatistics one = statistics().perClass().get(c);
      assertThat(rows.get(c).subList(2, 11))
          .containsExactly(
              Integer.toString(one.lesions()),
              test().confusion().get(c).get(c).toString(),
              score(test().recall().get(c)),
              interval(one.recallInterval(), 2),
              score(one.precision()),
              score(one.specificity()),
              score(one.f1()),
              score(one.auroc()),
              score(one.averagePrecision()));
    }
    assertThat(rows).hasSize(8);
  }

  @Test
  void theForestHasEveryClientWithItsInterval() {
    List<List<String>> rows =
        shown.page().rows("Balanced accuracy of the selected model on each client");
    RunMetrics.Selected selected = Objects.requireNonNull(shown.run().metrics().selected());

    assertThat(rows).hasSize(8);
    for (int k = 0; k < 6; k++) {
      assertThat(rows.get(k).subList(0, 3))
          .containsExactly(
              shown.run().metrics().clients().get(k).name(),
              score(selected.perClient().get(k)),
              interval(statistics().clientInterval().get(k), 2));
    }
    assertThat(
            shown.page().evaluate("document.querySelectorAll('#forest .point').length").intValue())
        .isEqualTo(8);
  }

  @Test
  void binsOfTheReliabilityDiagramAreThoseOfTheFile() {
    List<List<String>> rows = shown.page().rows("Bins of equal mass");

    assertThat(column(rows, 2))
        .isEqualTo(
            statistics().reliability().stream().map(bin -> score(bin.confidence())).toList());
    assertThat(column(rows, 3))
        .isEqualTo(statistics().reliability().stream().map(bin -> score(bin.accuracy())).toList());
  }

  @Test
  void groupsAndSubgroupsAreThoseOfTheFile() {
    TestStatistics.Groups groups = Objects.requireNonNull(statistics().groups());
    TestStatistics.Attribute sex =
        Objects.requireNonNull(statistics().subgroups()).attributes().get(0);

    assertThat(column(shown.page().rows("Mean recall of classes with many"), 3))
        .containsExactly(
            score(groups.many().recall()),
            score(groups.medium().recall()),
            score(groups.few().recall()));
    assertThat(column(shown.page().rows("Subgroups by sex"), 5))
        .isEqualTo(sex.cells().stream().map(cell -> score(cell.balancedAccuracy())).toList());
  }

  @Test
  void weightsAreThoseOfTheSelectedRound() {
    int selected = Objects.requireNonNull(shown.run().metrics().selected()).round();
    RunMetrics.RoundMetrics round = shown.run().metrics().rounds().get(selected - 1);

    assertThat(column(shown.page().rows("Weights in round " + selected), 3))
        .isEqualTo(round.weights().stream().map(weight -> score(weight)).toList());
  }

  @Test
  void roundsHaveTheScoresOfTheFile() {
    assertThat(column(shown.page().rows("Balanced accuracy of the global model"), 1))
        .isEqualTo(
            shown.run().metrics().rounds().stream()
                .map(round -> Objects.requireNonNull(round.global().validation()))
                .map(part -> score(part.balancedAccuracy()))
                .toList());
  }

  @Test
  void theSliderShowsThePriorsOfAnotherRound() {
    shown
        .page()
        .evaluate(
            """
        (() => {
          const slider = document.getElementById("round-slider");
          slider.value = 2;
          slider.dispatchEvent(new Event("input"));
        })()""");
    List<@Nullable Double> prior =
        Objects.requireNonNull(shown.run().metrics().rounds().get(2).clients().get(3).classPrior());

    assertThat(
            shown
                .page()
                .evaluate("document.querySelector('.slider output').textContent")
                .textValue())
        .startsWith("3");
    assertThat(shown.page().rows("Class prior P").get(3))
        .containsExactly(
            "HAM rosendahl",
            two(prior.get(0)),
            two(prior.get(1)),
            two(prior.get(2)),
            "0",
            "0",
            "0",
            "0",
            "0");
  }

  private static String two(@Nullable Double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Test
  void timesAndKeysAreThoseOfTheRecord() {
    List<List<String>> steps = shown.page().rows("Where the time went");

    assertThat(steps.get(steps.size() - 1).get(2))
        .isEqualTo(
            Integer.toString(
                shown.run().record().jobs().stream().mapToInt(job -> job.units()).sum()));
    assertThat(shown.page().rows("Keys that differ from their default"))
        .contains(List.of("rounds", "9", "100"))
        .noneMatch(row -> row.get(0).equals("fold"));
    assertThat(shown.page().evaluate("document.querySelectorAll('.graph rect').length").intValue())
        .isEqualTo(7);
  }

  private static TestScores test() {
    return Objects.requireNonNull(Objects.requireNonNull(shown.run().metrics().selected()).test());
  }

  private static TestStatistics statistics() {
    return Objects.requireNonNull(test().statistics());
  }

  private static String score(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String interval(@Nullable List<Double> ends, int digits) {
    String form = "%." + digits + "f";
    return ends == null
        ? "–"
        : String.format(Locale.ROOT, form + " to " + form, ends.get(0), ends.get(1));
  }

  private static List<String> column(List<List<String>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }
}
