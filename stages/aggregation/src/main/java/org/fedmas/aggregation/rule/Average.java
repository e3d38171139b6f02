package org.fedmas.aggregation.rule;

import java.util.List;
import java.util.OptionalDouble;
import org.fedmas.tables.partition.TrainingImages;

/**
 * Federated averaging, {@code α_k = n_k / Σ n}.
 *
 * <p>Source: arXiv 1602.05629, algorithm 1.
 */
public record Average() implements AggregationRule {

  @Override
  public String id() {
    return "avg";
  }

  @Override
  public OptionalDouble representedShare(List<ClientReport> participants, TrainingImages all) {
    double images = participants.stream().mapToLong(ClientReport::images).sum();
    return OptionalDouble.of(images / all.all());
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    return participants.weighted(participants.imageShares());
  }
}
