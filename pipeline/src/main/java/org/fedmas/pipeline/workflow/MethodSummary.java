package org.fedmas.pipeline.workflow;

import java.util.Locale;
import java.util.stream.Collectors;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.Weights;
import org.fedmas.training.TrainingSettings;
import org.fedmas.training.sampler.Shuffled;
import org.fedmas.training.schedule.Constant;

/** One sentence about the method of a run. */
public final class MethodSummary {

  private MethodSummary() {}

  /**
   * Returns the sentence, for example: loss bsm + alignment (λ = 3.0), adam at learning rate
   * 3.0E-4, ….
   */
  public static String of(Settings settings) {
    TrainingSettings training = settings.training().local();
    StringBuilder terms = new StringBuilder();
    training.terms().forEach(term -> terms.append(" + ").append(term.text()));
    return String.format(
        Locale.ROOT,
        "loss %s%s, %s at %slearning rate %s, %d local epoch%s of batch %d%s%s, aggregation %s",
        training.loss().name(),
        terms,
        training.optimizer().name(),
        training.schedule() instanceof Constant ? "" : training.schedule().name() + " ",
        training.learningRate(),
        training.epochs(),
        training.epochs() == 1 ? "" : "s",
        training.batchSize(),
        training.sampler() instanceof Shuffled ? "" : ", " + training.sampler().name() + " draws",
        settings.training().sampling().fraction() == 1
            ? ""
            : ", " + settings.training().sampling().fraction() + " of the clients per round",
        settings.training().aggregation().rule().name());
  }

  /** Returns the sources of the auxiliary networks' weights, a word each. */
  public static String weights(AuxiliarySettings auxiliary) {
    return auxiliary.networks().stream()
        .map(network -> weights(network.weights()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Returns the source of a network's weights, in a word. */
  public static String weights(Weights weights) {
    return weights instanceof Weights.FromFile file ? file.name() : Weights.SEEDED;
  }
}
