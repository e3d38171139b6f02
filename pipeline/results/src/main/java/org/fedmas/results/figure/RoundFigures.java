package org.fedmas.results.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fedmas.results.report.RunMetrics;
import org.jspecify.annotations.Nullable;

/** The figures over rounds: scores, losses, weights and robust factors. */
record RoundFigures(RunMetrics metrics) {

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    global(figures);
    add(
        figures,
        "loss",
        "Training loss of each client",
        "training loss",
        ofClients(RunMetrics.ClientRound::loss));
    add(
        figures,
        "local-score",
        "Balanced accuracy of the local models on their clients' validation images",
        "balanced accuracy",
        ofClients(RunMetrics.ClientRound::balancedAccuracy));
    add(figures, "weights", "Aggregation weight of each client", "weight", weights());
    add(
        figures,
        "robust-factors",
        "Robust factor of each client",
        "robust factor",
        ofClients(RunMetrics.ClientRound::robustFactor));
    return figures;
  }

  private void global(List<Figure> figures) {
    List<LineChart.Series> parts = new ArrayList<>();
    addKnown(parts, "validation", 0, round -> score(round.global().validation()));
    addKnown(parts, "test (optimistic)", 1, round -> score(round.global().test()));
    add(
        figures,
        "global-score",
        "Balanced accuracy of the global model",
        "balanced accuracy",
        parts);
  }

  private void add(
      List<Figure> figures, String name, String title, String up, List<LineChart.Series> series) {
    if (series.isEmpty()) {
      return;
    }
    RunMetrics.Selected selected = metrics.selected();
    List<RunMetrics.RoundMetrics> rounds = metrics.rounds();
    figures.add(
        new Figure(
            name,
            title + " over the rounds",
            new LineChart(
                Scale.rounds(rounds.get(0).round(), rounds.get(rounds.size() - 1).round()),
                Scale.of(up),
                series,
                selected == null
                    ? null
                    : new LineChart.Marked(
                        selected.round(), "round %s, selected".formatted(selected.round())),
                false)));
  }

  private List<LineChart.Series> ofClients(
      Function<RunMetrics.ClientRound, @Nullable Double> value) {
    List<LineChart.Series> series = new ArrayList<>();
    for (int k = 0; k < metrics.clients().size(); k++) {
      int client = metrics.clients().get(k).client();
      addKnown(
          series,
          metrics.clients().get(k).name(),
          k,
          round ->
              round.clients().stream()
                  .filter(one -> one.client() == client)
                  .findFirst()
                  .map(value)
                  .orElse(null));
    }
    return series;
  }

  private List<LineChart.Series> weights() {
    List<LineChart.Series> series = new ArrayList<>();
    for (int k = 0; k < metrics.clients().size() && metrics.federation() == null; k++) {
      int client = k;
      addKnown(series, metrics.clients().get(k).name(), k, round -> round.weights().get(client));
    }
    return series;
  }

  /** Adds a line through the rounds that have a value, unless none has. */
  private void addKnown(
      List<LineChart.Series> series,
      String name,
      int look,
      Function<RunMetrics.RoundMetrics, @Nullable Double> value) {
    List<LineChart.Point> points = new ArrayList<>();
    for (RunMetrics.RoundMetrics round : metrics.rounds()) {
      Double found = value.apply(round);
      if (found != null) {
        points.add(new LineChart.Point(round.round(), found));
      }
    }
    if (!points.isEmpty()) {
      series.add(new LineChart.Series(name, look, points));
    }
  }

  private static @Nullable Double score(RunMetrics.@Nullable PartScore score) {
    return score == null ? null : score.balancedAccuracy();
  }
}
