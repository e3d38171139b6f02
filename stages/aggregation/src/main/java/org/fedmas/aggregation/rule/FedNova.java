package org.fedmas.aggregation.rule;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.summary.UpdateSummary.LocalSteps;

/**
 * Normalised averaging, {@code θ ← θ + (Σ p_j a_j) · Σ p_k (θ_k − θ)/a_k}, for trainable entries.
 * Here p_k = n_k / Σ n, and a_k is the length of the client's steps. Other entries take the mean
 * with weights p_k. Clients with equal a_k give federated averaging.
 *
 * <p>Source: arXiv 2007.07481, equation 8.
 *
 * @param effective the number of steps in the first factor
 */
public record FedNova(EffectiveSteps effective) implements AggregationRule {

  @Override
  public String id() {
    return "fednova";
  }

  @Override
  public FedNova configured(ConfigReader reader) {
    return new FedNova(EffectiveSteps.choice().read(reader));
  }

  @Override
  public boolean needsReceived() {
    return true;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    return participants.weighted(participants.imageShares());
  }

  @Override
  public Optional<double[]> changeWeights(Participants participants) {
    double[] weights = participants.imageShares();
    List<ClientReport> reports = participants.reports();
    double steps = 0;
    for (int k = 0; k < weights.length; k++) {
      LocalSteps local = steps(reports.get(k));
      steps += weights[k] * effective.of(local, length(local));
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= steps / length(steps(reports.get(k)));
    }
    return Optional.of(weights);
  }

  private static LocalSteps steps(ClientReport report) {
    LocalSteps steps = report.steps();
    if (steps == null || !(length(steps) > 0)) {
      throw new StageFailedException(
          """
          aggregation.rule fednova: found the steps %s of client %s, expected a length greater \
          than 0. Lower training.learning-rate or proximal.weight"""
              .formatted(steps, report.client().number()));
    }
    return steps;
  }

  private static double length(LocalSteps steps) {
    Double length = steps.coefficient();
    return length == null ? 0 : length;
  }
}
