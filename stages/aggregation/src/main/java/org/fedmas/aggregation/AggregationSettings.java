package org.fedmas.aggregation;

import java.util.Optional;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.rule.RobustClasses;
import org.fedmas.aggregation.server.ServerOptimizer;
import org.fedmas.contract.config.ConfigReader;

/**
 * The settings of aggregation: the keys {@code aggregation.*}, {@code server.*} and those of the
 * chosen rule.
 *
 * @param rule the rule of the weights
 * @param count the number that n_k stands for
 * @param classes the classes that robust factors are summed over
 * @param server the step after the rule; empty if the rule's model is the next global model
 */
public record AggregationSettings(
    AggregationRule rule,
    ImageCount count,
    RobustClasses classes,
    Optional<ServerOptimizer> server) {

  /** Reads the keys; {@code rounds} only where the rule depends on it. */
  public static AggregationSettings read(ConfigReader reader) {
    AggregationRule rule = AggregationRule.choice().read(reader).configured(reader);
    return new AggregationSettings(
        rule,
        ImageCount.choice().read(reader),
        rule.needsMeasurements() ? RobustClasses.read(reader) : RobustClasses.IN_COMMON,
        ServerOptimizer.read(reader));
  }
}
