package org.fedmas.results.track;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.SpentPrivacy;
import org.jspecify.annotations.Nullable;

/** The numbers of a round: its scores, and those of each client. */
public final class RoundSeries {

  private RoundSeries() {}

  /** Returns the numbers of a round, in an order that depends on nothing but the run. */
  public static List<TrackedNumber> of(
      RunMetrics.RoundMetrics round, List<RunMetrics.Client> clients) {
    NumberList numbers = new NumberList(round.round());
    numbers
        .add("balanced_accuracy/validation", score(round.global().validation()))
        .add("balanced_accuracy/test", score(round.global().test()))
        .add("round/seconds", round.seconds());
    SpentPrivacy privacy = round.privacy();
    if (privacy != null) {
      numbers.add("privacy/epsilon", privacy.epsilon()).add("privacy/rho", privacy.rho());
    }
    Map<Integer, RunMetrics.ClientRound> trained = new TreeMap<>();
    round.clients().forEach(one -> trained.put(one.client(), one));
    for (RunMetrics.Client client : clients) {
      int k = client.client();
      numbers.add(SeriesName.of("weight", k, client.name()), round.weights().get(k));
      RunMetrics.ClientRound own = trained.get(k);
      if (own != null) {
        add(numbers, own, client.name());
      }
    }
    return numbers.all();
  }

  private static void add(NumberList numbers, RunMetrics.ClientRound client, String name) {
    int k = client.client();
    numbers
        .add(SeriesName.of("loss", k, name), client.loss())
        .add(SeriesName.of("robust_factor", k, name), client.robustFactor())
        .add(SeriesName.of("local_balanced_accuracy", k, name), client.balancedAccuracy());
    if (client.lossParts() != null) {
      new TreeMap<>(client.lossParts())
          .forEach(
              (part, value) ->
                  numbers.add(SeriesName.of("loss_" + SeriesName.clean(part), k, name), value));
    }
  }

  private static @Nullable Double score(RunMetrics.@Nullable PartScore score) {
    return score == null ? null : score.balancedAccuracy();
  }
}
