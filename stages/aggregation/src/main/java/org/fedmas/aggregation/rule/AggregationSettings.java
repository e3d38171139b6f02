package org.fedmas.aggregation.rule;

import java.util.Arrays;
import org.fedmas.contract.config.ConfigReader;

/**
 * The settings of the aggregation: the keys {@code aggregation.*}.
 *
 * @param rule the rule for the weights
 * @param count the number of images that n_k stands for
 */
public record AggregationSettings(AggregationRule rule, ImageCount count) {

  /** The key of the rule. */
  public static final String RULE_KEY = "aggregation.rule";

  /** Reads the keys; {@code rounds} only where the rule depends on it. */
  public static AggregationSettings read(ConfigReader reader) {
    String rule = reader.choice(RULE_KEY, Mas.NAME, AggregationRules.names());
    String count =
        reader.choice(
            "aggregation.count",
            ImageCount.IMAGES.id(),
            Arrays.stream(ImageCount.values()).map(ImageCount::id).toList());
    int rounds = usesRounds(rule) ? reader.integer("rounds", 100, 1, 1_000_000) : 1;
    return new AggregationSettings(
        AggregationRules.named(rule, rounds),
        Arrays.stream(ImageCount.values())
            .filter(one -> one.id().equals(count))
            .findFirst()
            .orElseThrow());
  }

  /** Returns whether the rule changes over the rounds. */
  public static boolean usesRounds(String rule) {
    return rule.equals(MasDeferred.NAME);
  }
}
