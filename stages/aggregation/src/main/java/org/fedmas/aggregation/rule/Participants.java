package org.fedmas.aggregation.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.StageFailedException;

/**
 * The clients that took part in one round, in the order in which their models are summed.
 *
 * @param round the round that they trained in, numbered from 1
 * @param reports one report each, no client twice
 * @param count what counts as n_k
 */
public record Participants(Round round, List<ClientReport> reports, ImageCount count) {

  /**
   * Copies the list.
   *
   * @throws StageFailedException if nobody took part, or no image counts
   * @throws IllegalArgumentException if a client reports twice, classes differ or the round is 0
   */
  public Participants {
    reports = List.copyOf(reports);
    if (round.number() < 1) {
      throw new IllegalArgumentException("clients train in rounds 1…R, found " + round.number());
    }
    if (reports.isEmpty()) {
      throw new StageFailedException(
          "round "
              + round.number()
              + ": no client took part, so there is nothing to aggregate; a client needs at least"
              + " 2 training images (check split, partition and clients.fraction)");
    }
    Set<ClientId> seen = new HashSet<>();
    int classes = 0;
    for (ClientReport report : reports) {
      if (!seen.add(report.client())) {
        throw new IllegalArgumentException("client " + report.client().number() + " twice");
      }
      ClassDivergences divergences = report.divergences();
      if (divergences != null) {
        if (classes != 0 && divergences.classes() != classes) {
          throw new IllegalArgumentException(
              String.format(
                  "client %d reports %d classes, others %d",
                  report.client().number(), divergences.classes(), classes));
        }
        classes = divergences.classes();
      }
    }
    if (images(reports, count) == 0) {
      throw new StageFailedException(
          "round "
              + round.number()
              + ": every client's images lie in dropped batches, so no image counts; lower"
              + " training.batch-size or set aggregation.count to images");
    }
  }

  /** n_k / Σ n, the weights of federated averaging. */
  double[] imageShares() {
    double all = images(reports, count);
    return reports.stream().mapToDouble(report -> count.of(report) / all).toArray();
  }

  /**
   * ρ_k of each participant.
   *
   * @throws StageFailedException if one did not report its divergences
   */
  double[] factors(String rule, ToDoubleFunction<ClassDivergences> factor) {
    double[] factors = new double[reports.size()];
    for (int k = 0; k < factors.length; k++) {
      ClassDivergences divergences = reports.get(k).divergences();
      if (divergences == null) {
        throw new StageFailedException(
            String.format(
                "round %d: aggregation.rule %s needs the prior and the class divergences of every"
                    + " client, client %d reports none; run the prior stage and train with the"
                    + " alignment term, or choose the rule avg",
                round.number(), rule, reports.get(k).client().number()));
      }
      factors[k] = factor.applyAsDouble(divergences);
    }
    return factors;
  }

  /** ρ_k of those that reported divergences: for the record where the weights do not need it. */
  List<OptionalDouble> knownFactors() {
    List<OptionalDouble> factors = new ArrayList<>();
    for (ClientReport report : reports) {
      ClassDivergences divergences = report.divergences();
      factors.add(
          divergences == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(RobustFactor.plain(divergences)));
    }
    return factors;
  }

  private static long images(List<ClientReport> reports, ImageCount count) {
    return reports.stream().mapToLong(count::of).sum();
  }
}
