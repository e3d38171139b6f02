package org.fedmas.aggregation.rule;

import java.util.List;
import java.util.OptionalDouble;
import org.fedmas.tables.partition.TrainingImages;

/** The plain mean of the participants' models, {@code α_k = 1/|S|}. */
public record Uniform() implements AggregationRule {

  @Override
  public String id() {
    return "uniform";
  }

  @Override
  public boolean countsImages() {
    return false;
  }

  @Override
  public OptionalDouble representedShare(List<ClientReport> participants, TrainingImages all) {
    return OptionalDouble.of((double) participants.size() / all.clients());
  }

  @Override
  public AggregationWeights weights(Participants participants) {
    return participants.weighted(Simplex.equal(participants.size()));
  }
}
