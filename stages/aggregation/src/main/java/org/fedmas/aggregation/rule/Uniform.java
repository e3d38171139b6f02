package org.fedmas.aggregation.rule;

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
  public AggregationWeights weights(Participants participants) {
    return participants.weighted(Simplex.equal(participants.size()));
  }
}
