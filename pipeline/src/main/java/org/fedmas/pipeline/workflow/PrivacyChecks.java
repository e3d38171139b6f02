package org.fedmas.pipeline.workflow;

import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.network.layer.TensorRole;

/** The checks of central privacy and of the secure sum, with the key to change. */
final class PrivacyChecks {

  private static final String LOSS = "training.loss";

  private PrivacyChecks() {}

  static void refuse(ConfigReader reader, Settings.Training training, ModelSettings network) {
    AggregationSettings aggregation = training.aggregation();
    if (aggregation.privacy().isPresent()) {
      privacy(reader, training, network);
    }
    if (aggregation.masks().isPresent()) {
      secure(reader, aggregation);
    }
  }

  private static void privacy(
      ConfigReader reader, Settings.Training training, ModelSettings network) {
    String since = ", since " + CentralPrivacy.CLIP + " is set";
    AggregationSettings aggregation = training.aggregation();
    if (!aggregation.rule().id().equals("uniform")) {
      reader.problem(AggregationRule.KEY, "uniform" + since + " and protects whole clients");
    }
    if (aggregation.drift().isPresent()) {
      reader.problem(
          TermName.choice().key(),
          "neither scaffold nor dynamic-regulariser%s: the server would keep reports without noise"
              .formatted(since));
    }
    if (training.local().loss().needsClassLosses()) {
      reader.problem(LOSS, "another loss%s: losses are reported without noise".formatted(since));
    }
    boolean hasStatistics =
        network.head().layout(network.backbone(), 2).tensors().stream()
            .anyMatch(spec -> spec.role() == TensorRole.MEAN);
    if (hasStatistics && !training.normalisation().keepsEntries()) {
      reader.problem(
          NormalisationSharing.KEY,
          "statistics-local or local%s: shared statistics carry no noise".formatted(since));
    }
    if (aggregation.masks().isPresent()) {
      reader.problem(AggregationSettings.SECURE, "false" + since);
    }
  }

  private static void secure(ConfigReader reader, AggregationSettings aggregation) {
    String since = ", since " + AggregationSettings.SECURE + " hides single models";
    AggregationRule rule = aggregation.rule();
    if (rule.isRobust() || rule.needsReceived()) {
      reader.problem(AggregationRule.KEY, "a weighted mean of models, such as avg" + since);
    }
    if (aggregation.drift().isPresent()) {
      reader.problem(TermName.choice().key(), "neither scaffold nor dynamic-regulariser" + since);
    }
  }
}
