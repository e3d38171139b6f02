package org.fedmas.pipeline.workflow;

import java.util.Locale;
import java.util.stream.Collectors;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.HeadKind;
import org.fedmas.training.TrainingSettings;
import org.fedmas.training.sampler.Sampler;
import org.fedmas.training.schedule.Constant;

/** A sentence that describes the method of a run. */
public final class MethodSummary {

  private MethodSummary() {}

  /** Returns the sentence: loss bsm + alignment (λ = 3.0), adam at learning rate 3.0E-4, …. */
  public static String of(Settings settings) {
    TrainingSettings training = settings.training().local();
    StringBuilder terms = new StringBuilder();
    training.terms().forEach(term -> terms.append(" + ").append(term.text()));
    return String.format(
        Locale.ROOT,
        "loss %s%s, %s at %slearning rate %s, %s of batch %d%s%s, %s%s%s",
        training.loss().id(),
        terms,
        training.optimizer().id(),
        training.schedule() instanceof Constant ? "" : training.schedule().id() + " ",
        training.learningRate(),
        training.work().text(settings.isPooled() ? "" : "local "),
        training.batchSize(),
        training.sampler() == Sampler.SHUFFLED ? "" : ", " + training.sampler().id() + " draws",
        settings.training().sampling().fraction() == 1
            ? ""
            : ", " + settings.training().sampling().fraction() + " of the clients per round",
        aggregation(settings),
        settings.training().normalisation().keepsEntries()
            ? ", batch normalisation " + settings.training().normalisation().id()
            : "",
        settings.model().network().kind() == HeadKind.STANDARD
            ? ""
            : ", " + settings.model().network().kind().id() + " head");
  }

  private static String aggregation(Settings settings) {
    return switch (settings.training().federation()) {
      case LOCAL -> "each client alone";
      case POOLED -> "all training images in one place";
      case FEDERATED ->
          "aggregation "
              + settings.training().aggregation().rule().id()
              + settings
                  .training()
                  .aggregation()
                  .server()
                  .map(server -> " with server optimiser " + server.id())
                  .orElse("");
    };
  }

  /** Returns the sources of the auxiliary networks' values, in a word each. */
  public static String weights(AuxiliarySettings auxiliary) {
    return auxiliary.networks().stream()
        .map(network -> network.weights().id())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
