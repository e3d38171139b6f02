package org.fedmas.aggregation.rule;

import org.fedmas.contract.config.ConfigReader;

/** The settings of aggregation: the keys {@code aggregation.*}. */
public record AggregationSettings(AggregationRule rule, ImageCount count) {

  /** Reads the keys; {@code rounds} only where the rule depends on it. */
  public static AggregationSettings read(ConfigReader reader) {
    return new AggregationSettings(
        AggregationRule.choice().read(reader).configured(reader), ImageCount.choice().read(reader));
  }
}
