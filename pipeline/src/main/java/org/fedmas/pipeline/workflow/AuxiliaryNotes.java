package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.tensors.config.AuxiliaryNetwork;
import org.fedmas.tensors.config.Weights;

/** Sentences about a run's auxiliary networks that users should know before any work. */
public final class AuxiliaryNotes {

  private AuxiliaryNotes() {}

  /**
   * Returns the sentences; empty if the run needs no auxiliary network.
   *
   * @param data folder of the raw inputs; files that it lacks are reported elsewhere
   */
  public static List<String> of(Settings settings, Path data) {
    List<String> notes = new ArrayList<>();
    if (settings.training().local().aligned() && settings.model().auxiliary().anySeeded()) {
      notes.add(
          """
          an auxiliary network has seeded (untrained) weights: Fed-MAS runs, but its priors carry \
          no learned knowledge""");
    }
    if (settings.needsFeatures()) {
      int side = settings.data().preparation().image().side();
      for (AuxiliaryNetwork network : settings.model().auxiliary().networks()) {
        notes.addAll(network.extractor().cautions(side));
        Weights weights = network.weights();
        Optional.ofNullable(weights.texts(data).get(PretrainedOrigin.FIELD))
            .map(PretrainedOrigin::parse)
            .flatMap(origin -> origin.warning(weights.id(), settings.config()))
            .ifPresent(notes::add);
        if (weights.isShipped() && settings.data().dataSet().readsFiles()) {
          notes.add(
              """
              auxiliary.weights: sample was pretrained on generated pictures: found dataset.kind \
              %s, of which its priors carry no learned knowledge. Choose pretrain or a checkpoint"""
                  .formatted(settings.data().dataSet().id()));
        }
      }
    }
    return notes.stream().distinct().toList();
  }
}
