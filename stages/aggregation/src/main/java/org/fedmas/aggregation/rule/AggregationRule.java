package org.fedmas.aggregation.rule;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** A rule that gives participants their shares in the next global model. */
public sealed interface AggregationRule extends Named permits Average, Mas, MasDeferred {

  String KEY = "aggregation.rule";

  static Choice<AggregationRule> choice() {
    return Choice.of(KEY, "mas", new Average(), new Mas(false), new Mas(true), new MasDeferred(1));
  }

  /** Returns this rule with its parameters as configured. */
  default AggregationRule configured(ConfigReader reader) {
    return this;
  }

  /** Returns whether clients must report class prior and class divergence. */
  default boolean needsMeasurements() {
    return true;
  }

  /**
   * Returns the weights α_k ≥ 0, Σ α = 1, in the order of the participants. Permuting the
   * participants permutes the weights.
   *
   * @throws org.fedmas.contract.error.StageFailedException if a client lacks measurements that the
   *     rule needs
   */
  AggregationWeights weights(Participants participants);
}
