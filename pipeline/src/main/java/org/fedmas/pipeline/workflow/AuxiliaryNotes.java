package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.tensors.config.AuxiliaryNetwork;

/** Sentences about a run's auxiliary networks that users should know before any work. */
public final class AuxiliaryNotes {

  private AuxiliaryNotes() {}

  /** Returns the sentences; empty if the run needs no auxiliary network. */
  public static List<String> of(Settings settings) {
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
      }
    }
    return notes.stream().distinct().toList();
  }
}
