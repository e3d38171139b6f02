package org.fedmas.pipeline.workflow;

import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.classifier.ClassifierRetraining;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.head.SimplexHead;
import org.fedmas.training.term.LocalTerm;

/** The checks of the re-training of the classifier, with the key to change. */
final class RetrainingChecks {

  private RetrainingChecks() {}

  static void refuse(ConfigReader reader, Settings.Training training, ModelSettings network) {
    AggregationSettings aggregation = training.aggregation();
    if (aggregation.retraining().isEmpty()) {
      return;
    }
    String since = ", since " + ClassifierRetraining.KEY + " trains a linear classifier";
    if (training.local().loss().takesCosines()) {
      reader.problem("training.loss", "another loss than ldam" + since);
    }
    if (network.head() instanceof SimplexHead || network.hasPersonalHead()) {
      reader.problem("model.head", "linear" + since);
    }
    if (training.local().terms().stream().anyMatch(LocalTerm::keepsHeads)) {
      reader.problem("alignment.heads", "both" + since);
    }
    if (aggregation.privacy().isPresent()) {
      reader.problem(
          CentralPrivacy.CLIP, "0" + since + " from gradients that are reported without noise");
    }
    if (aggregation.masks().isPresent()) {
      reader.problem(
          AggregationSettings.SECURE, "false" + since + " from gradients of single clients");
    }
  }
}
