package org.fedmas.results.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.results.detail.WeightShares;
import org.fedmas.results.report.RunMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The aggregation weights of the selected round, compared with the training images. An aggregation
 * by class priors may give clients of few classes most of the weight.
 */
public record TrainingWeights(RunMetrics metrics, RunMetrics.RoundMetrics round) {

  /**
   * Returns the shares in the selected round, else in the last; empty without weights, and where a
   * bundle hides the number of a client's images.
   */
  public static Optional<WeightShares> of(RunMetrics metrics) {
    boolean hidden = metrics.clients().stream().anyMatch(one -> one.images().train() == null);
    if (metrics.federation() != null || metrics.rounds().isEmpty() || hidden) {
      return Optional.empty();
    }
    RunMetrics.Selected selected = metrics.selected();
    int last = metrics.rounds().size() - 1;
    int chosen = selected == null ? last : Math.min(selected.round() - 1, last);
    return Optional.of(new TrainingWeights(metrics, metrics.rounds().get(chosen)).shares());
  }

  private WeightShares shares() {
    List<RunMetrics.Client> few = metrics.clients().stream().filter(this::hasFewClasses).toList();
    Double images = images(few);
    return new WeightShares(
        round.round(), few.size(), images == null ? 0 : images, weight(few), lacking());
  }

  private boolean hasFewClasses(RunMetrics.Client client) {
    RunMetrics.Classes classes = client.classes();
    return classes != null
        && RunMetrics.Images.known(client.images().train()) > 0
        && 2 * classes.train() <= metrics.classes().size();
  }

  private List<WeightShares.Lacking> lacking() {
    Map<Integer, List<@Nullable Double>> measured = new HashMap<>();
    for (RunMetrics.ClientRound client : round.clients()) {
      List<@Nullable Double> perClass =
          client.classPrior() == null ? client.classDivergence() : client.classPrior();
      if (perClass != null) {
        measured.put(client.client(), perClass);
      }
    }
    List<WeightShares.Lacking> lacking = new ArrayList<>();
    for (int c = 0; !measured.isEmpty() && c < metrics.classes().size(); c++) {
      int label = c;
      List<RunMetrics.Client> without =
          metrics.clients().stream()
              .filter(client -> isZero(measured.get(client.client()), label))
              .toList();
      lacking.add(new WeightShares.Lacking(without.size(), images(without), weight(without)));
    }
    return lacking;
  }

  /** Returns whether a client of this round measured 0 for a class: it has no image of it. */
  private static boolean isZero(@Nullable List<@Nullable Double> measured, int label) {
    Double value = measured == null ? null : measured.get(label);
    return value != null && value == 0;
  }

  private double weight(List<RunMetrics.Client> clients) {
    double sum = 0;
    for (RunMetrics.Client client : clients) {
      Double weight = round.weights().get(client.client());
      sum += weight == null ? 0 : weight;
    }
    return sum;
  }

  private @Nullable Double images(List<RunMetrics.Client> clients) {
    long all = training(metrics.clients());
    long own = training(clients);
    return all == 0 ? null : (Double) ((double) own / all);
  }

  private static long training(List<RunMetrics.Client> clients) {
    return clients.stream()
        .mapToLong(client -> RunMetrics.Images.known(client.images().train()))
        .sum();
  }
}
