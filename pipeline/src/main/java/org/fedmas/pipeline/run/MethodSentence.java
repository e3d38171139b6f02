package org.fedmas.pipeline.run;

import java.util.Locale;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.tensors.config.Weights;
import org.fedmas.training.TrainingSettings;

/** Says in one sentence what a run computes. */
public final class MethodSentence {

  private MethodSentence() {}

  /** For example: Loss bsm + alignment (weight 3), adam 3.0E-4, aggregation mas. */
  public static String of(Settings settings) {
    TrainingSettings training = settings.training();
    String term =
        training.aligned()
            ? String.format(Locale.ROOT, " + alignment (λ = %s)", training.alignmentWeight())
            : "";
    return String.format(
        Locale.ROOT,
        "loss %s%s, %s at learning rate %s, %d local epoch%s of batch %d, aggregation %s",
        training.loss().name(),
        term,
        training.optimizer().name(),
        training.learningRate(),
        training.epochs(),
        training.epochs() == 1 ? "" : "s",
        training.batchSize(),
        settings.aggregation().rule().name());
  }

  /** Where a network's values come from, in a word. */
  public static String weights(Weights weights) {
    return weights instanceof Weights.FromFile file ? file.name() : Weights.SEEDED;
  }
}
