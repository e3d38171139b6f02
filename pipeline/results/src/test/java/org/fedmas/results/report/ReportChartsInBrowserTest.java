package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedmas.results.report.RunMetrics.ClientRound;
import org.fedmas.results.report.RunMetrics.RoundMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of charts and of the tables of clients, compared with the files of the run. */
@Tag("e2e")
class ReportChartsInBrowserTest {

  private static final int CLIENTS = 6;

  /** The title of each chart over rounds, and the values of its series in the drawn chart. */
  private static final String DRAWN =
      """
      Charts.drawn().filter((one) => one.config.type !== "scatter").map((one) => [
        one.canvas.closest("figure").querySelector(".title").textContent,
        one.data.datasets.map((series) => series.data)])""";

  @RegisterExtension private static final ShownReport shown = new ShownReport();

  private static List<RoundMetrics> rounds() {
    return shown.run().metrics().rounds();
  }

  private static String score(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Returns a number of every client over all rounds: a row per round, which it begins with. */
  private static List<List<String>> perClient(Function<ClientRound, @Nullable Double> number) {
    List<List<String>> rows = new ArrayList<>();
    for (RoundMetrics round : rounds()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(round.round())));
      round.clients().forEach(client -> row.add(score(number.apply(client))));
      rows.add(row);
    }
    return rows;
  }

  @Test
  void lossesAreThoseOfTheFile() {
    assertThat(shown.page().rows("Training loss of each client"))
        .isEqualTo(perClient(ClientRound::loss));
  }

  @Test
  void localScoresAreThoseOfTheFile() {
    assertThat(shown.page().rows("Balanced accuracy of the local models"))
        .isEqualTo(perClient(ClientRound::balancedAccuracy));
  }

  @Test
  void robustFactorsAreThoseOfTheFile() {
    assertThat(shown.page().rows("Robust factor")).isEqualTo(perClient(ClientRound::robustFactor));
  }

  @Test
  void weightsOverRoundsAreThoseOfTheFile() {
    List<List<String>> expected = new ArrayList<>();
    for (RoundMetrics round : rounds()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(round.round())));
      round.weights().forEach(weight -> row.add(score(weight)));
      expected.add(row);
    }

    assertThat(shown.page().rows("Weights over rounds")).isEqualTo(expected);
  }

  @Test
  void timesOfRoundsAreThoseOfTheFile() {
    assertThat(shown.page().rows("Time of each round"))
        .isEqualTo(
            rounds().stream()
                .map(
                    round ->
                        List.of(
                            Integer.toString(round.round()),
                            String.format(Locale.ROOT, "%.1f", round.seconds())))
                .toList());
  }

  @Test
  void trafficIsTheSumOfTheFile() {
    List<List<String>> rows = shown.page().rows("Exchanged with the server");
    long allSent = 0;
    long allReceived = 0;
    for (int k = 0; k < CLIENTS; k++) {
      int client = k;
      long sent = bytes(one -> one.client() == client ? one.bytesSent() : 0L);
      long received = bytes(one -> one.client() == client ? one.bytesReceived() : 0L);
      assertThat(rows.get(k))
          .containsExactly(
              shown.run().metrics().clients().get(k).name(),
              Integer.toString(rounds().size()),
              megabytes(sent),
              megabytes(received));
      allSent += sent;
      allReceived += received;
    }
    assertThat(rows.get(CLIENTS))
        .containsExactly(
            "All",
            Integer.toString(CLIENTS * rounds().size()),
            megabytes(allSent),
            megabytes(allReceived));
  }

  private static long bytes(Function<ClientRound, @Nullable Long> number) {
    return rounds().stream()
        .flatMap(round -> round.clients().stream())
        .mapToLong(client -> Objects.requireNonNull(number.apply(client)))
        .sum();
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  @Test
  void chartsDrawTheNumbersOfTheirTables() {
    JsonNode charts = shown.page().evaluate(DRAWN);

    assertThat(charts).hasSize(6);
    for (JsonNode chart : charts) {
      String title = chart.get(0).textValue();
      List<List<String>> rows = shown.page().rows(title);
      JsonNode series = chart.get(1);
      for (int i = 0; i < series.size(); i++) {
        int column = i + 1;
        int digits = title.startsWith("Time") ? 1 : 3;
        assertThat(rows.stream().map(row -> row.get(column)).toList())
            .as("%s, series %s", title, i)
            .isEqualTo(
                IntStream.range(0, rows.size())
                    .mapToObj(r -> chart.get(1).get(column - 1).get(r))
                    .map(
                        value ->
                            value.isNull()
                                ? "–"
                                : String.format(
                                    Locale.ROOT, "%." + digits + "f", value.doubleValue()))
                    .toList());
      }
    }
  }

  @Test
  void confusionsAndRecallsAreThoseOfTheFile() {
    TestScores test =
        Objects.requireNonNull(Objects.requireNonNull(shown.run().metrics().selected()).test());
    List<List<String>> recall = shown.page().rows("Recall per class");
    List<List<String>> confusion = shown.page().rows("Confusion matrix");

    for (int c = 0; c < test.recall().size(); c++) {
      assertThat(recall.get(c).get(2)).isEqualTo(score(test.recall().get(c)));
      assertThat(confusion.get(c).subList(1, 9))
          .isEqualTo(test.confusion().get(c).stream().map(String::valueOf).toList());
    }
  }

  @Test
  void areasUnderTheCurvesAreThoseOfTheFile() {
    TestScores test =
        Objects.requireNonNull(Objects.requireNonNull(shown.run().metrics().selected()).test());
    List<TestStatistics.ClassStatistics> classes =
        Objects.requireNonNull(test.statistics()).perClass();
    List<List<String>> rows = shown.page().rows("Area under the curve");

    for (int c = 0; c < classes.size(); c++) {
      assertThat(rows.get(c).subList(2, 4))
          .containsExactly(score(classes.get(c).auroc()), score(classes.get(c).averagePrecision()));
    }
    assertThat(rows.get(classes.size()).get(2)).isEqualTo(score(test.macroAuroc()));
  }

  @Test
  void personalScoresAreThoseOfTheFile() {
    RunMetrics.Personal personal = Objects.requireNonNull(shown.run().metrics().personal());
    List<List<String>> rows = shown.page().rows("Personal models");

    for (int k = 0; k < CLIENTS; k++) {
      RunMetrics.PersonalScore own = personal.clients().get(k);
      assertThat(rows.get(k).subList(1, 4))
          .containsExactly(
              own.round() == null ? "–" : own.round().toString(),
              score(own.accuracy()),
              score(own.balancedAccuracy()));
    }
    assertThat(rows.get(CLIENTS).get(3)).isEqualTo(score(personal.meanBalancedAccuracy()));
  }

  @Test
  void theLastRoundHasTheScoresOfTheFile() {
    RunMetrics.LastRound last = Objects.requireNonNull(shown.run().metrics().last());
    RunMetrics.Selected selected = Objects.requireNonNull(shown.run().metrics().selected());
    String sentence =
        "The last round, %s, has balanced accuracy %s (all 8 classes) and accuracy %s"
            .formatted(
                last.round(), score(last.test().balancedAccuracy()), score(last.test().accuracy()));

    assertThat(shown.page().text().contains(sentence))
        .as(sentence)
        .isEqualTo(last.round() != selected.round());
  }

  @Test
  void imagesOfClientsAreThoseOfTheFile() {
    List<RunMetrics.Client> clients = shown.run().metrics().clients();
    List<List<String>> rows = shown.page().rows("Images of each client");
    List<List<String>> weights = shown.page().rows("Weights in round");
    double all = clients.stream().mapToInt(client -> client.images().train()).sum();

    for (int k = 0; k < CLIENTS; k++) {
      int client = k;
      RunMetrics.Images images = clients.get(k).images();
      assertThat(rows.get(k).get(1)).startsWith(count(images.train()) + " (");
      assertThat(rows.get(k).get(3)).startsWith(count(images.test()) + " (");
      double mean =
          rounds().stream()
              .mapToDouble(round -> Objects.requireNonNull(round.weights().get(client)))
              .average()
              .orElseThrow();
      assertThat(weights.get(k).subList(1, 3))
          .containsExactly(score(images.train() / all), score(mean));
    }
  }

  private static String count(int value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  @Test
  void scoresOfProbabilitiesAreThoseOfTheFile() {
    TestStatistics statistics =
        Objects.requireNonNull(
            Objects.requireNonNull(shown.run().metrics().selected()).test().statistics());

    assertThat(shown.page().rows("Scores of the probabilities").stream().map(row -> row.get(1)))
        .containsExactly(
            score(statistics.eceEqualMass()),
            score(statistics.eceEqualWidth()),
            score(statistics.overconfidence()),
            score(statistics.brier()),
            score(statistics.nll()));
  }
}
