package org.fedmas.pipeline.workflow;

import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.server.ServerOptimizer;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.partition.split.ValidationPart;
import org.fedmas.tables.model.NormalisationSharing;

/** The checks of rules whose weights follow from scores on validation images. */
final class ScoredRuleChecks {

  private static final String SELECTION = "evaluation.selection";
  private static final String FRACTION = "evaluation.validation-fraction";

  private ScoredRuleChecks() {}

  /** Reports settings under which clients lack the scores, each with the key to change. */
  static void refuse(
      ConfigReader reader, Settings.Evaluation evaluation, Settings.Training training) {
    AggregationRule rule = training.aggregation().rule();
    if (rule.measure().isEmpty()) {
      return;
    }
    String reason = AggregationRule.KEY + " " + rule.id() + " ";
    if (rule.measure().get().leavesOut()) {
      requireMeans(reader, training, reason);
    }
    if (training.sampling().fraction() < 1) {
      reader.problem(
          ClientSampling.KEY, "1, since " + reason + "needs every client's score in every round");
    }
    if (evaluation.onTest()) {
      reader.problem(
          SELECTION,
          "another value, since " + reason + "adjusts weights by scores on validation images");
    } else if (ValidationPart.fraction(reader) == 0) {
      reader.problem(
          FRACTION,
          "more than 0, since " + reason + "adjusts weights by scores on validation images");
    }
  }

  /** Refuses settings under which the global model is not a mean of the clients' models. */
  private static void requireMeans(ConfigReader reader, Settings.Training training, String reason) {
    String since = ", since " + reason + "takes single clients out of the mean";
    if (training.aggregation().server().isPresent()) {
      reader.problem(ServerOptimizer.KEY, ServerOptimizer.NONE + since);
    }
    if (training.normalisation().keepsEntries()) {
      reader.problem(NormalisationSharing.KEY, NormalisationSharing.SHARED.id() + since);
    }
  }
}
