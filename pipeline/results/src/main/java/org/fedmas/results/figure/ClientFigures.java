package org.fedmas.results.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/** The figures that compare clients: weights, priors, scores and the matrix of own models. */
record ClientFigures(RunMetrics metrics) {

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    shares(figures);
    heat(figures, "priors", "Class prior", RunMetrics.ClientRound::classPrior);
    heat(figures, "divergences", "Class divergence", RunMetrics.ClientRound::classDivergence);
    scores(figures);
    personal(figures);
    matrix(figures);
    return figures;
  }

  private List<String> names() {
    return metrics.clients().stream().map(RunMetrics.Client::name).toList();
  }

  /** Returns the selected round, otherwise the last one; null without rounds. */
  private RunMetrics.@Nullable RoundMetrics shownRound() {
    RunMetrics.Selected selected = metrics.selected();
    List<RunMetrics.RoundMetrics> rounds = metrics.rounds();
    return rounds.stream()
        .filter(round -> selected != null && round.round() == selected.round())
        .findFirst()
        .orElse(rounds.isEmpty() ? null : rounds.get(rounds.size() - 1));
  }

  private void shares(List<Figure> figures) {
    RunMetrics.RoundMetrics round = shownRound();
    if (round == null || metrics.federation() != null) {
      return;
    }
    boolean hidden = metrics.clients().stream().anyMatch(one -> one.images().train() == null);
    double images =
        hidden
            ? 0
            : metrics.clients().stream()
                .mapToInt(one -> RunMetrics.Images.known(one.images().train()))
                .sum();
    List<IntervalPlot.Row> rows = new ArrayList<>();
    for (int k = 0; k < metrics.clients().size(); k++) {
      RunMetrics.Client client = metrics.clients().get(k);
      Integer own = client.images().train();
      rows.add(
          new IntervalPlot.Row(
              client.name(),
              "",
              round.weights().get(k),
              null,
              images > 0 && own != null ? own / images : null));
    }
    figures.add(
        new Figure(
            "weight-shares",
            "Aggregation weight and share of the training images, round " + round.round(),
            new IntervalPlot(
                Scale.fromZero("share"),
                rows,
                null,
                List.of("aggregation weight", "share of training images"))));
  }

  private void heat(
      List<Figure> figures,
      String name,
      String title,
      Function<RunMetrics.ClientRound, @Nullable List<@Nullable Double>> values) {
    RunMetrics.RoundMetrics round = shownRound();
    if (round == null || round.clients().stream().allMatch(one -> values.apply(one) == null)) {
      return;
    }
    double largest = 0;
    List<List<@Nullable Double>> all = new ArrayList<>();
    for (RunMetrics.Client client : metrics.clients()) {
      List<@Nullable Double> own =
          round.clients().stream()
              .filter(one -> one.client() == client.client())
              .findFirst()
              .map(values)
              .orElse(null);
      all.add(own == null ? Collections.nCopies(metrics.classes().size(), null) : own);
    }
    for (List<@Nullable Double> own : all) {
      for (Double value : own) {
        largest = value == null ? largest : Math.max(largest, value);
      }
    }
    double scale = largest > 0 ? largest : 1;
    List<List<HeatMap.Cell>> cells =
        all.stream()
            .map(
                own ->
                    own.stream()
                        .map(
                            value ->
                                new HeatMap.Cell(
                                    value != null && value == 0 ? "0" : Numbers.cell(value),
                                    value == null ? null : (Double) (value / scale),
                                    false))
                        .toList())
            .toList();
    figures.add(
        new Figure(
            name,
            "%s per client and class, round %s".formatted(title, round.round()),
            new HeatMap("client", "class", names(), metrics.classes(), cells)));
  }

  private void scores(List<Figure> figures) {
    RunMetrics.Selected selected = metrics.selected();
    if (selected == null || selected.perClient().size() != metrics.clients().size()) {
      return;
    }
    TestScores test = selected.test();
    TestStatistics statistics = test == null ? null : test.statistics();
    List<IntervalPlot.Row> rows = new ArrayList<>();
    for (int k = 0; k < metrics.clients().size(); k++) {
      RunMetrics.Client client = metrics.clients().get(k);
      RunMetrics.Classes classes = client.classes();
      boolean known =
          statistics != null && statistics.clientInterval().size() == metrics.clients().size();
      rows.add(
          new IntervalPlot.Row(
              client.name(),
              "%s images%s"
                  .formatted(
                      Numbers.count(client.images().test()),
                      classes == null ? "" : ", %s classes".formatted(classes.test())),
              selected.perClient().get(k),
              statistics != null && known ? statistics.clientInterval().get(k) : null,
              null));
    }
    Double all = test == null ? null : test.balancedAccuracy();
    figures.add(
        new Figure(
            "clients",
            "Balanced accuracy of the selected model on each client's test images",
            new IntervalPlot(
                Scale.of("balanced accuracy"),
                rows,
                all == null ? null : new IntervalPlot.Reference(all, "all clients"),
                List.of())));
  }

  private void personal(List<Figure> figures) {
    RunMetrics.Personal personal = metrics.personal();
    if (personal == null) {
      return;
    }
    List<IntervalPlot.Row> rows = new ArrayList<>();
    for (int k = 0; k < metrics.clients().size(); k++) {
      RunMetrics.PersonalScore own = personal.clients().get(k);
      rows.add(
          new IntervalPlot.Row(
              metrics.clients().get(k).name(),
              own.round() == null ? "" : "round " + own.round(),
              own.balancedAccuracy(),
              null,
              null));
    }
    Double mean = personal.meanBalancedAccuracy();
    figures.add(
        new Figure(
            "personal",
            "Balanced accuracy of each client's own model on its own test images",
            new IntervalPlot(
                Scale.of("balanced accuracy"),
                rows,
                mean == null ? null : new IntervalPlot.Reference(mean, "mean"),
                List.of())));
  }

  private void matrix(List<Figure> figures) {
    List<List<@Nullable Double>> matrix = metrics.matrix();
    if (matrix == null) {
      return;
    }
    List<List<HeatMap.Cell>> cells = new ArrayList<>();
    for (int i = 0; i < matrix.size(); i++) {
      List<HeatMap.Cell> row = new ArrayList<>();
      for (int j = 0; j < matrix.get(i).size(); j++) {
        Double value = matrix.get(i).get(j);
        row.add(new HeatMap.Cell(Numbers.cell(value), value, i == j));
      }
      cells.add(row);
    }
    figures.add(
        new Figure(
            "matrix",
            "Balanced accuracy of each client's model on each client's test images",
            new HeatMap("model of", "test images of", names(), names(), cells)));
  }
}
