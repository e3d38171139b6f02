package org.fedmas.aggregation.rule;

import java.util.List;

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
  public boolean needsMeasurements() {
    return false;
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    return new AggregationWeights(
        participants.imageShares(), participants.knownRobustFactors(), List.of());
  }
}
