package org.fedmas.aggregation.rule;

/** A rule for the participants' weights in the next global model ({@code aggregation.rule}). */
public sealed interface AggregationRule permits Average, Mas, MasInverse, MasDeferred {

  /** Returns the name in a configuration. */
  String name();

  /** Returns whether clients must report class prior and class divergence. */
  boolean needsMeasurements();

  /**
   * Returns the weights α_k ≥ 0, Σ α = 1, in the order of the participants. Permuting the
   * participants permutes the weights.
   *
   * @throws org.fedmas.contract.error.StageFailedException if a client lacks measurements that the
   *     rule needs
   */
  AggregationWeights weights(Participants participants);
}
