package org.fedmas.aggregation.rule;

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
  public AggregationWeights weights(Participants participants) {
    return participants.weighted(participants.imageShares());
  }
}
