package org.fedmas.aggregation.rule;

import java.util.Optional;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.summary.UpdateSummary.LocalSteps;

/**
 * Normalised averaging, {@code θ ← θ + (Σ p_j a_j) · Σ p_k (θ_k − θ)/a_k} for trainable entries,
 * with p_k = n_k / Σ n and a_k the length of the client's steps. Other entries take the mean with
 * weights p_k. Clients with equal a_k give federated averaging.
 *
 * <p>Source: arXiv 2007.07481, equation 8; the effective number of steps is Σ p_j a_j also with a
 * proximal pull, where the published code takes Σ p_j τ_j.
 */
public record FedNova() implements AggregationRule {

  @Override
  public String id() {
    return "fednova";
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
    double[] lengths = participants.reports().stream().mapToDouble(FedNova::length).toArray();
    double effective = 0;
    for (int k = 0; k < lengths.length; k++) {
      effective += weights[k] * lengths[k];
    }
    for (int k = 0; k < lengths.length; k++) {
      weights[k] *= effective / lengths[k];
    }
    return Optional.of(weights);
  }

  private static double length(ClientReport report) {
    LocalSteps steps = report.steps();
    Double length = steps == null ? null : steps.coefficient();
    if (length == null || !(length > 0)) {
      throw new StageFailedException(
          """
          aggregation.rule fednova: found %s as the step length of client %s, expected a number \
          greater than 0. Train with aggregation.rule fednova and at least one step per round"""
              .formatted(length, report.client().number()));
    }
    return length;
  }
}
