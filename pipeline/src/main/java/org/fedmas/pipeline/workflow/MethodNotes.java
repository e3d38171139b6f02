package org.fedmas.pipeline.workflow;

import java.util.List;
import org.fedmas.training.TrainingSettings;

/** The warnings about a method that follow from the configuration alone. */
public final class MethodNotes {

  private MethodNotes() {}

  /** Returns sentences about choices that work against each other. */
  public static List<String> of(TrainingSettings training) {
    return training.loss().compensates() && training.sampler().repeats()
        ? List.of(
            """
            training.loss %s and training.sampler %s both compensate for unequal classes, so rare \
            classes are favoured twice; use one of them, such as training.loss ce"""
                .formatted(training.loss().id(), training.sampler().id()))
        : List.of();
  }
}
