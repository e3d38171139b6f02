package org.fedmas.pipeline.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run without counts of few images, and without the scores of classes and clients
 * that have no more.
 *
 * @param minimum least number of images of a count that stays
 */
record AnonymousMetrics(int minimum) {

  RunMetrics of(RunMetrics all) {
    AnonymousScores scores = new AnonymousScores(minimum, small(all, RunMetrics.Images::test));
    RunMetrics.Selected selected = all.selected();
    RunMetrics.LastRound last = all.last();
    List<List<@Nullable Double>> matrix = all.matrix();
    List<@Nullable TestScores> union = all.union();
    return new RunMetrics(
        all.schema(),
        all.run(),
        all.fold(),
        all.seed(),
        all.classes(),
        clients(all),
        rounds(all),
        selected == null
            ? null
            : new RunMetrics.Selected(
                selected.round(),
                selected.by(),
                scores.of(selected.test()),
                scores.perClient(selected.perClient())),
        all.caveats(),
        last == null
            ? null
            : new RunMetrics.LastRound(
                last.round(),
                Objects.requireNonNull(scores.of(last.test())),
                scores.perClient(last.perClient())),
        all.federation(),
        personal(all.personal(), scores),
        matrix == null ? null : matrix.stream().map(row -> scores.perClient(row)).toList(),
        union == null ? null : union.stream().map(scores::of).toList(),
        all.end());
  }

  private List<Boolean> small(
      RunMetrics all, Function<RunMetrics.Images, @Nullable Integer> part) {
    return all.clients().stream()
        .map(client -> RunMetrics.Images.known(part.apply(client.images())) < minimum)
        .toList();
  }

  private List<@Nullable Integer> shown(
      RunMetrics all, Function<RunMetrics.Images, @Nullable Integer> part) {
    return HiddenCells.row(
        all.clients().stream()
            .map(client -> RunMetrics.Images.known(part.apply(client.images())))
            .toList(),
        minimum);
  }

  private List<RunMetrics.Client> clients(RunMetrics all) {
    List<@Nullable Integer> train = shown(all, RunMetrics.Images::train);
    List<@Nullable Integer> validation = shown(all, RunMetrics.Images::validation);
    List<@Nullable Integer> test = shown(all, RunMetrics.Images::test);
    List<RunMetrics.Client> clients = new ArrayList<>();
    for (int k = 0; k < all.clients().size(); k++) {
      RunMetrics.Client client = all.clients().get(k);
      clients.add(
          new RunMetrics.Client(
              client.client(),
              client.name(),
              new RunMetrics.Images(train.get(k), validation.get(k), test.get(k)),
              client.classes()));
    }
    return clients;
  }

  /** Returns the rounds; a weight may be a client's share of the images, so it is hidden alike. */
  private List<RunMetrics.RoundMetrics> rounds(RunMetrics all) {
    List<@Nullable Integer> train = shown(all, RunMetrics.Images::train);
    List<Boolean> fewTrain = small(all, RunMetrics.Images::train);
    List<Boolean> fewValidation = small(all, RunMetrics.Images::validation);
    return all.rounds().stream()
        .map(
            round ->
                new RunMetrics.RoundMetrics(
                    round.round(),
                    weights(round.weights(), train),
                    round.seconds(),
                    round.clients().stream()
                        .map(
                            one ->
                                client(
                                    one,
                                    fewTrain.get(one.client()),
                                    fewValidation.get(one.client())))
                        .toList(),
                    round.global(),
                    round.privacy()))
        .toList();
  }

  private static List<@Nullable Double> weights(
      List<@Nullable Double> weights, List<@Nullable Integer> train) {
    List<@Nullable Double> shown = new ArrayList<>();
    IntStream.range(0, weights.size())
        .forEach(
            k -> shown.add(k < train.size() && train.get(k) == null ? null : weights.get(k)));
    return shown;
  }

  private static RunMetrics.ClientRound client(
      RunMetrics.ClientRound all, boolean fewTrain, boolean fewValidation) {
    return new RunMetrics.ClientRound(
        all.client(),
        fewTrain ? null : all.loss(),
        all.classPrior(),
        all.classDivergence(),
        all.robustFactor(),
        fewValidation ? null : all.balancedAccuracy(),
        fewTrain ? null : all.lossParts(),
        all.bytesSent(),
        all.bytesReceived());
  }

  private static RunMetrics.@Nullable Personal personal(
      RunMetrics.@Nullable Personal all, AnonymousScores scores) {
    return all == null
        ? null
        : new RunMetrics.Personal(
            all.by(),
            all.meanBalancedAccuracy(),
            all.clients().stream()
                .map(
                    one ->
                        scores.isSmall(one.client())
                            ? new RunMetrics.PersonalScore(one.client(), one.round(), null, null)
                            : one)
                .toList());
  }
}
