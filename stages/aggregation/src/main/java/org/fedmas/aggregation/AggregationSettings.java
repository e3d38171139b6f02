package org.fedmas.aggregation;

import java.util.Optional;
import java.util.OptionalLong;
import org.fedmas.aggregation.classifier.ClassifierRetraining;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.Average;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.aggregation.server.DriftCorrection;
import org.fedmas.aggregation.server.ServerOptimizer;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigReader;

/**
 * The settings of aggregation: the keys {@code aggregation.*}, {@code server.*} and those of the
 * chosen rule. Where a term of local training needs the server, its keys are read, too.
 *
 * @param rule the rule of the weights
 * @param count the number that n_k stands for
 * @param server the step after the rule; empty if the rule's model is the next global model
 * @param drift the server's side of a term that corrects client drift; empty without such a term
 * @param privacy the clipping and noise of the updates; empty without privacy
 * @param retraining the re-training of the classifier; empty without it
 * @param masks the key of the masks of a secure sum; empty for a plain sum
 */
public record AggregationSettings(
    AggregationRule rule,
    ImageCount count,
    Optional<ServerOptimizer> server,
    Optional<DriftCorrection> drift,
    Optional<CentralPrivacy> privacy,
    OptionalLong masks,
    Optional<ClassifierRetraining> retraining) {

  /** The key of the secure sum. */
  public static final String SECURE = "aggregation.secure";

  /**
   * Reads the keys; {@code rounds} only where the rule depends on it. Unless clients are federated,
   * the keys have no effect, and the model of one client is the next global model.
   */
  public static AggregationSettings read(ConfigReader reader) {
    if (FederationKind.read(reader) != FederationKind.FEDERATED) {
      return new AggregationSettings(
          new Average(),
          ImageCount.IMAGES,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());
    }
    return readFederated(reader);
  }

  /** Reads the keys as those of a federation. */
  public static AggregationSettings readFederated(ConfigReader reader) {
    return new AggregationSettings(
        AggregationRule.choice().read(reader).configured(reader),
        ImageCount.choice().read(reader),
        ServerOptimizer.read(reader),
        DriftCorrection.read(reader),
        CentralPrivacy.read(reader),
        reader.added().flag(SECURE, false)
            ? OptionalLong.of(CentralPrivacy.seed(reader))
            : OptionalLong.empty(),
        ClassifierRetraining.read(reader));
  }

  /** Returns whether aggregation needs the global model that the round began with. */
  public boolean needsReceived() {
    return rule.needsReceived()
        || server.isPresent()
        || drift.isPresent()
        || privacy.isPresent()
        || retraining.isPresent();
  }

  /** Returns whether aggregation needs the number of images of clients that are not drawn. */
  public boolean needsPartition() {
    return drift.isPresent();
  }
}
