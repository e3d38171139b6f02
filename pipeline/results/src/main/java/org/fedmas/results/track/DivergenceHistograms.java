package org.fedmas.results.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fedmas.results.events.SummaryValue;
import org.fedmas.results.report.RunMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of a round's divergences over the classes: of each client, and of all clients
 * together. A class that the client lacks has 0 in its lists and is left out.
 */
final class DivergenceHistograms {

  private static final int BUCKETS = 40;

  /**
   * Upper ends of buckets of width 0.1 over [0, 4], the range of divergences, and one for others.
   */
  private static final double[] LIMITS =
      DoubleStream.concat(
              IntStream.rangeClosed(1, BUCKETS).mapToDouble(i -> i / 10.0),
              DoubleStream.of(Double.MAX_VALUE))
          .toArray();

  private DivergenceHistograms() {}

  /** Returns the histograms of S_kc and P_kc; empty under methods that have neither. */
  static List<SummaryValue> of(RunMetrics.RoundMetrics round, List<RunMetrics.Client> clients) {
    List<SummaryValue> histograms = new ArrayList<>();
    add(histograms, "class_divergence", round, clients, RunMetrics.ClientRound::classDivergence);
    add(histograms, "class_prior", round, clients, RunMetrics.ClientRound::classPrior);
    return histograms;
  }

  private static void add(
      List<SummaryValue> histograms,
      String what,
      RunMetrics.RoundMetrics round,
      List<RunMetrics.Client> clients,
      Function<RunMetrics.ClientRound, @Nullable List<@Nullable Double>> values) {
    List<Double> all = new ArrayList<>();
    for (RunMetrics.ClientRound client : round.clients()) {
      List<Double> own = seen(values.apply(client));
      all.addAll(own);
      int k = client.client();
      add(histograms, SeriesName.of(what, k, clients.get(k).name()), own);
    }
    add(histograms, what + "/all", all);
  }

  private static void add(List<SummaryValue> histograms, String tag, List<Double> values) {
    if (!values.isEmpty()) {
      histograms.add(
          SummaryValue.Histogram.of(
              tag, values.stream().mapToDouble(Double::doubleValue).toArray(), LIMITS));
    }
  }

  private static List<Double> seen(@Nullable List<@Nullable Double> values) {
    return values == null
        ? List.of()
        : values.stream()
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .filter(value -> value != 0)
            .toList();
  }
}
