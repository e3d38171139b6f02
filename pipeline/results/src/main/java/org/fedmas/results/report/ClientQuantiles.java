package org.fedmas.results.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a run with many clients, with quantiles in place of the clients: the least, the
 * quartiles and the most of each number. Each number is ranked on its own, so that the numbers of
 * one quantile belong to different clients. {@code metrics.json} holds every client.
 *
 * @param clients number of clients
 * @param images number of images of all clients
 * @param metrics the metrics with {@link #NAMES} for clients
 */
record ClientQuantiles(int clients, RunMetrics.Images images, RunMetrics metrics) {

  /** The largest number of clients that a chart shows one by one. */
  static final int MOST = 30;

  /** The quantiles, in order. */
  static final List<String> NAMES =
      List.of("least", "lower quartile", "median", "upper quartile", "most");

  /** Returns the metrics with quantiles in place of the clients. */
  static ClientQuantiles of(RunMetrics metrics) {
    List<RunMetrics.Client> clients = new ArrayList<>();
    for (int place = 0; place < NAMES.size(); place++) {
      int at = place;
      ToIntFunction<ToIntFunction<RunMetrics.Images>> count =
          part ->
              Objects.requireNonNullElse(
                      at(at, metrics.clients(), one -> (double) part.applyAsInt(one.images())), 0.0)
                  .intValue();
      clients.add(
          new RunMetrics.Client(
              place,
              NAMES.get(place),
              new RunMetrics.Images(
                  count.applyAsInt(RunMetrics.Images::train),
                  count.applyAsInt(RunMetrics.Images::validation),
                  count.applyAsInt(RunMetrics.Images::test))));
    }
    RunMetrics.Selected selected = metrics.selected();
    return new ClientQuantiles(
        metrics.clients().size(),
        new RunMetrics.Images(
            sum(metrics, RunMetrics.Images::train),
            sum(metrics, RunMetrics.Images::validation),
            sum(metrics, RunMetrics.Images::test)),
        new RunMetrics(
            metrics.run(),
            metrics.fold(),
            metrics.seed(),
            metrics.classes(),
            clients,
            metrics.rounds().stream().map(ClientQuantiles::of).toList(),
            selected == null
                ? null
                : new RunMetrics.Selected(
                    selected.round(), selected.by(), selected.test(), spread(selected.perClient())),
            personal(metrics.personal()),
            metrics.last()));
  }

  private static RunMetrics.@Nullable Personal personal(RunMetrics.@Nullable Personal personal) {
    if (personal == null) {
      return null;
    }
    List<RunMetrics.PersonalScore> places = new ArrayList<>();
    for (int place = 0; place < NAMES.size(); place++) {
      places.add(
          new RunMetrics.PersonalScore(
              place,
              null,
              at(place, personal.clients(), RunMetrics.PersonalScore::balancedAccuracy),
              at(place, personal.clients(), RunMetrics.PersonalScore::accuracy)));
    }
    return new RunMetrics.Personal(personal.by(), personal.meanBalancedAccuracy(), places);
  }

  private static int sum(RunMetrics metrics, ToIntFunction<RunMetrics.Images> part) {
    return metrics.clients().stream().mapToInt(one -> part.applyAsInt(one.images())).sum();
  }

  private static RunMetrics.RoundMetrics of(RunMetrics.RoundMetrics round) {
    List<RunMetrics.ClientRound> all = round.clients();
    List<RunMetrics.ClientRound> places = new ArrayList<>();
    for (int place = 0; place < NAMES.size(); place++) {
      places.add(
          new RunMetrics.ClientRound(
              place,
              at(place, all, RunMetrics.ClientRound::loss),
              perClass(place, all, RunMetrics.ClientRound::classPrior),
              perClass(place, all, RunMetrics.ClientRound::classDivergence),
              at(place, all, RunMetrics.ClientRound::robustFactor),
              at(place, all, RunMetrics.ClientRound::balancedAccuracy)));
    }
    return new RunMetrics.RoundMetrics(
        round.round(), spread(round.weights()), round.seconds(), places, round.global());
  }

  private static List<@Nullable Double> spread(List<@Nullable Double> values) {
    List<@Nullable Double> spread = new ArrayList<>();
    for (int place = 0; place < NAMES.size(); place++) {
      spread.add(at(place, values, value -> value));
    }
    return spread;
  }

  /** Returns a quantile per class, over the clients that have values; 0 for a missing class. */
  private static @Nullable List<@Nullable Double> perClass(
      int place,
      List<RunMetrics.ClientRound> clients,
      Function<RunMetrics.ClientRound, @Nullable List<@Nullable Double>> values) {
    List<List<@Nullable Double>> known = new ArrayList<>();
    for (RunMetrics.ClientRound client : clients) {
      List<@Nullable Double> one = values.apply(client);
      if (one != null) {
        known.add(one);
      }
    }
    if (known.isEmpty()) {
      return null;
    }
    List<@Nullable Double> perClass = new ArrayList<>();
    for (int c = 0; c < known.get(0).size(); c++) {
      int label = c;
      perClass.add(
          at(
              place,
              known,
              one -> {
                Double value = one.get(label);
                return value == null || value == 0 ? null : value;
              }));
    }
    return perClass;
  }

  /**
   * Returns the value at that place among those that are known, by nearest rank; null if none is.
   */
  private static <T extends @Nullable Object> @Nullable Double at(
      int place, List<T> all, Function<T, @Nullable Double> value) {
    double[] known =
        all.stream().map(value).filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    if (known.length == 0) {
      return null;
    }
    Arrays.sort(known);
    return known[Math.round((float) place * (known.length - 1) / (NAMES.size() - 1))];
  }
}
