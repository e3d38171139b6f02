package org.fedmas.aggregation;

import java.util.Optional;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.Average;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.server.ServerOptimizer;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigReader;

/**
 * The settings of aggregation: the keys {@code aggregation.*}, {@code server.*} and those of the
 * chosen rule.
 *
 * @param rule the rule of the weights
 * @param count the number that n_k stands for
 * @param server the step after the rule; empty if the rule's model is the next global model
 */
public record AggregationSettings(
    AggregationRule rule, ImageCount count, Optional<ServerOptimizer> server) {

  /**
   * Reads the keys; {@code rounds} only where the rule depends on it. Unless clients are federated,
   * the keys have no effect, and the model of one client is the next global model.
   */
  public static AggregationSettings read(ConfigReader reader) {
    if (FederationKind.read(reader) != FederationKind.FEDERATED) {
      return new AggregationSettings(new Average(), ImageCount.IMAGES, Optional.empty());
    }
    return readFederated(reader);
  }

  /** Reads the keys as those of a federation. */
  public static AggregationSettings readFederated(ConfigReader reader) {
    return new AggregationSettings(
        AggregationRule.choice().read(reader).configured(reader),
        ImageCount.choice().read(reader),
        ServerOptimizer.read(reader));
  }
}
