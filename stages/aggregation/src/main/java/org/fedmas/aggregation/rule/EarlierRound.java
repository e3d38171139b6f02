package org.fedmas.aggregation.rule;

/**
 * The round before, for rules that carry weights from round to round. The arrays are in the order
 * of this round's participants and are not copied; treat them as immutable.
 *
 * @param weights α_k of that round
 * @param gaps the change of each participant's score on its validation images from its own model to
 *     the global model of that round; NaN without validation images
 */
public record EarlierRound(double[] weights, double[] gaps) {

  /** Checks that both arrays have the same length and the weights lie on the simplex. */
  public EarlierRound {
    if (weights.length != gaps.length) {
      throw new IllegalArgumentException(
          "%s weights but %s gaps".formatted(weights.length, gaps.length));
    }
    Simplex.require(weights);
  }
}
