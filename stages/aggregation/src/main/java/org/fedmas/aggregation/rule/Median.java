package org.fedmas.aggregation.rule;

import java.util.OptionalInt;

/**
 * The median of every coordinate; the mean of the middle two values for an even number of
 * participants. Every participant counts alike, whatever its images.
 *
 * <p>Source: arXiv 1803.01498, definition 1.
 */
public record Median() implements AggregationRule {

  @Override
  public String id() {
    return "median";
  }

  @Override
  public boolean isRobust() {
    return true;
  }

  @Override
  public OptionalInt trimmed(int participants) {
    return OptionalInt.of((participants - 1) / 2);
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
