package org.fedmas.pipeline.workflow;

import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.training.term.AlignmentTerm;
import org.fedmas.training.term.LocalTerm;
import org.fedmas.training.term.ModelContrastTerm;

/**
 * The refusal of values that another key leaves without effect, although recipes hold them. Such a
 * value would make artifacts stale and change nothing in them.
 */
final class IdleKeys {

  private static final double TEMPERATURE = 0.5;

  private IdleKeys() {}

  /** Reports each such value with the key that leaves it without effect. */
  static void refuse(ConfigReader reader, Settings.Training training) {
    AggregationSettings aggregation = training.aggregation();
    if (aggregation.count() != ImageCount.IMAGES && !aggregation.rule().countsImages()) {
      reader.problem(
          "aggregation.count",
          "images, since aggregation.rule: %s counts every client alike"
              .formatted(aggregation.rule().id()));
    }
    for (LocalTerm term : training.local().terms()) {
      if (term instanceof AlignmentTerm alignment && alignment.weight() == 0) {
        refuse(reader, alignment);
      }
      if (term instanceof ModelContrastTerm contrast && contrast.formula().weight() == 0) {
        refuse(reader, contrast);
      }
    }
  }

  private static void refuse(ConfigReader reader, AlignmentTerm alignment) {
    String reason = ", since " + TermName.ALIGNMENT_WEIGHT + " is 0";
    if (alignment.rampFrom() > 0) {
      reader.problem("alignment.ramp-from", "0" + reason);
    }
    if (alignment.classWeighted()) {
      reader.problem("alignment.class-weighted", "false" + reason);
    }
  }

  private static void refuse(ConfigReader reader, ModelContrastTerm contrast) {
    String reason = ", since model-contrast.weight is 0";
    if (contrast.formula().temperature() != TEMPERATURE) {
      reader.problem("model-contrast.temperature", TEMPERATURE + reason);
    }
    if (contrast.statistics() != Mode.TRAIN) {
      reader.problem("model-contrast.statistics", Mode.TRAIN.id() + reason);
    }
  }
}
