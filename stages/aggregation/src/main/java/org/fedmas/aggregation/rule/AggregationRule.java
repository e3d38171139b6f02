package org.fedmas.aggregation.rule;

/** How the participants' shares in the next global model are found ({@code aggregation.rule}). */
public sealed interface AggregationRule permits Average, Mas, MasInverse, MasDeferred {

  /** Returns the name in a configuration. */
  String name();

  /** Returns whether the clients must report their prior and class divergences. */
  boolean needsDivergences();

  /**
   * Returns the weights α_k ≥ 0, Σ α = 1, in the order of the participants. Permuting the
   * participants permutes the weights.
   *
   * @throws org.fedmas.contract.error.StageFailedException if a client lacks divergences that are
   *     needed
   */
  AggregationWeights weights(Participants participants);
}
