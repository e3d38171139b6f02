package org.fedmas.aggregation.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.StageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The participants of one round, in the order in which their models are summed.
 *
 * @param round the round of training, numbered from 1
 * @param reports one report per participant
 * @param count the number of images that n_k stands for
 * @param distances the distances between their models, in the order of the reports
 * @param earlier the round before; null in the first round, and under rules that ignore it
 */
public record Participants(
    Round round,
    List<ClientReport> reports,
    ImageCount count,
    ModelDistances distances,
    @Nullable EarlierRound earlier) {

  /**
   * Copies the list.
   *
   * @throws StageFailedException if no client took part, or every n_k is 0
   * @throws IllegalArgumentException if a client reports twice, classes differ or the round is 0
   */
  public Participants {
    reports = List.copyOf(reports);
    if (round.number() < 1) {
      throw new IllegalArgumentException("round: found " + round.number() + ", expected 1 or more");
    }
    if (reports.isEmpty()) {
      throw new StageFailedException(
          """
          round %s: no client took part, expected at least one with 2 training images or more; \
          check split, partition and clients.fraction"""
              .formatted(round.number()));
    }
    Set<ClientId> seen = new HashSet<>();
    int classes = 0;
    for (ClientReport report : reports) {
      if (!seen.add(report.client())) {
        throw new IllegalArgumentException("client " + report.client().number() + " reports twice");
      }
      ClassMeasurements measurements = report.measurements();
      if (measurements != null) {
        if (classes != 0 && measurements.classes() != classes) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "client %s reports %s classes, others %s",
                  report.client().number(),
                  measurements.classes(),
                  classes));
        }
        classes = measurements.classes();
      }
    }
    if (images(reports, count) == 0) {
      throw new StageFailedException(
          """
          round %s: found only clients without a full batch, so every n_k is 0; \
          lower training.batch-size or set aggregation.count to images"""
              .formatted(round.number()));
    }
  }

  /** Creates the participants of a round whose rule ignores the round before. */
  public Participants(
      Round round, List<ClientReport> reports, ImageCount count, ModelDistances distances) {
    this(round, reports, count, distances, null);
  }

  /** Returns the number of participants. */
  int size() {
    return reports.size();
  }

  /** Returns these weights with the robust factors that are known. */
  AggregationWeights weighted(double[] weights) {
    return new AggregationWeights(weights, knownRobustFactors(), List.of());
  }

  /** Returns n_k / Σ n, the weights of federated averaging. */
  double[] imageShares() {
    double all = images(reports, count);
    return reports.stream().mapToDouble(report -> count.of(report) / all).toArray();
  }

  /**
   * Returns ρ_k of each participant.
   *
   * @throws StageFailedException if a participant reported no measurements
   */
  double[] robustFactors(String rule, ToDoubleFunction<ClassMeasurements> robustFactor) {
    double[] factors = new double[reports.size()];
    for (int k = 0; k < factors.length; k++) {
      ClassMeasurements measurements = reports.get(k).measurements();
      if (measurements == null) {
        throw new StageFailedException(
            String.format(
                Locale.ROOT,
                "round %s: aggregation.rule %s needs class prior and class divergence of every"
                    + " client, but client %d reports none; run the prior stage and train with the"
                    + " alignment term, or choose the rule avg",
                round.number(),
                rule,
                reports.get(k).client().number()));
      }
      factors[k] = robustFactor.applyAsDouble(measurements);
    }
    return factors;
  }

  /** Returns ρ_k of the participants with measurements, recorded even if weights ignore it. */
  List<OptionalDouble> knownRobustFactors() {
    return reports.stream()
        .map(ClientReport::measurements)
        .map(
            known ->
                known == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(RobustFactor.plain(known)))
        .toList();
  }

  private static long images(List<ClientReport> reports, ImageCount count) {
    return reports.stream().mapToLong(count::of).sum();
  }
}
