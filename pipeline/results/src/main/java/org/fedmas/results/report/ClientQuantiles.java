package org.fedmas.results.report;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a run with many clients, with quantiles in place of the clients: the least, the
 * quartiles and the most of each number. Each number is ranked on its own, so that the numbers of
 * one quantile belong to different clients. {@code metrics.json} holds every client.
 *
 * @param images number of images of all clients
 * @param metrics the metrics with {@link #NAMES} for clients
 */
public record ClientQuantiles(int clients, RunMetrics.Images images, RunMetrics metrics) {

  /** The largest number of clients that a chart shows one by one. */
  static final int MOST = 30;

  /** The quantiles, in order. */
  static final List<String> NAMES =
      List.of("least", "lower quartile", "median", "upper quartile", "most");

  /** Returns the metrics that charts show: with quantiles where the clients are too many. */
  public static RunMetrics shown(RunMetrics metrics) {
    return metrics.clients().size() <= MOST ? metrics : of(metrics).metrics();
  }

  /** Returns the metrics with quantiles in place of the clients. */
  static ClientQuantiles of(RunMetrics metrics) {
    List<RunMetrics.Client> clients =
        places(
            place ->
                new RunMetrics.Client(
                    place,
                    NAMES.get(place),
                    images(part -> count(place, metrics.clients(), part)),
                    classes(place, metrics.clients())));
    RunMetrics.Selected selected = metrics.selected();
    RunMetrics.LastRound last = metrics.last();
    return new ClientQuantiles(
        metrics.clients().size(),
        images(part -> metrics.clients().stream().mapToInt(c -> part.applyAsInt(c.images())).sum()),
        new RunMetrics(
            RunMetrics.SCHEMA,
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
            metrics.caveats(),
            last == null
                ? null
                : new RunMetrics.LastRound(last.round(), last.test(), spread(last.perClient())),
            metrics.federation(),
            personal(metrics.personal()),
            null,
            null,
            metrics.end()));
  }

  private static RunMetrics.@Nullable Personal personal(RunMetrics.@Nullable Personal personal) {
    if (personal == null) {
      return null;
    }
    List<RunMetrics.PersonalScore> all = personal.clients();
    return new RunMetrics.Personal(
        personal.by(),
        personal.meanBalancedAccuracy(),
        places(
            place ->
                new RunMetrics.PersonalScore(
                    place,
                    null,
                    at(place, all, RunMetrics.PersonalScore::balancedAccuracy),
                    at(place, all, RunMetrics.PersonalScore::accuracy))));
  }

  private static RunMetrics.Images images(ToIntFunction<ToIntFunction<RunMetrics.Images>> number) {
    return new RunMetrics.Images(
        number.applyAsInt(images -> RunMetrics.Images.known(images.train())),
        number.applyAsInt(images -> RunMetrics.Images.known(images.validation())),
        number.applyAsInt(images -> RunMetrics.Images.known(images.test())));
  }

  private static RunMetrics.@Nullable Classes classes(int place, List<RunMetrics.Client> clients) {
    List<RunMetrics.Classes> known =
        clients.stream().map(RunMetrics.Client::classes).filter(Objects::nonNull).toList();
    return known.isEmpty()
        ? null
        : new RunMetrics.Classes(
            whole(at(place, known, one -> (double) one.train())),
            whole(at(place, known, one -> (double) one.validation())),
            whole(at(place, known, one -> (double) one.test())));
  }

  private static int count(
      int place, List<RunMetrics.Client> clients, ToIntFunction<RunMetrics.Images> part) {
    return whole(at(place, clients, one -> (double) part.applyAsInt(one.images())));
  }

  private static int whole(@Nullable Double number) {
    return number == null ? 0 : number.intValue();
  }

  private static <T> List<T> places(IntFunction<T> of) {
    return IntStream.range(0, NAMES.size()).mapToObj(of).toList();
  }

  private static RunMetrics.RoundMetrics of(RunMetrics.RoundMetrics round) {
    List<RunMetrics.ClientRound> all = round.clients();
    List<RunMetrics.ClientRound> places =
        places(
            place ->
                new RunMetrics.ClientRound(
                    place,
                    at(place, all, RunMetrics.ClientRound::loss),
                    perClass(place, all, RunMetrics.ClientRound::classPrior),
                    perClass(place, all, RunMetrics.ClientRound::classDivergence),
                    at(place, all, RunMetrics.ClientRound::robustFactor),
                    at(place, all, RunMetrics.ClientRound::balancedAccuracy)));
    return new RunMetrics.RoundMetrics(
        round.round(),
        spread(round.weights()),
        round.seconds(),
        places,
        round.global(),
        round.privacy());
  }

  private static List<@Nullable Double> spread(List<@Nullable Double> values) {
    return places(place -> at(place, values, value -> value));
  }

  /** Returns a quantile per class, over the clients that have values; 0 for a missing class. */
  private static @Nullable List<@Nullable Double> perClass(
      int place,
      List<RunMetrics.ClientRound> clients,
      Function<RunMetrics.ClientRound, @Nullable List<@Nullable Double>> values) {
    List<List<@Nullable Double>> known =
        clients.stream().map(values).filter(Objects::nonNull).toList();
    return known.isEmpty()
        ? null
        : IntStream.range(0, known.get(0).size())
            .mapToObj(label -> at(place, known, one -> nonZero(one.get(label))))
            .toList();
  }

  private static @Nullable Double nonZero(@Nullable Double value) {
    return value == null || value == 0 ? null : value;
  }

  /** Returns the value at a place among those that are known, by nearest rank; null if none is. */
  private static <T extends @Nullable Object> @Nullable Double at(
      int place, List<T> all, Function<T, @Nullable Double> value) {
    List<Double> known = all.stream().map(value).filter(Objects::nonNull).sorted().toList();
    return known.isEmpty()
        ? null
        : known.get(Math.round((float) place * (known.size() - 1) / (NAMES.size() - 1)));
  }
}
