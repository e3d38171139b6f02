package org.fedmas.aggregation.rule;

/**
 * One client's contribution over all rounds so far.
 *
 * @param meanCosine the mean cosine between its updates and those of the others
 * @param meanScore the mean score of the global model without its part, 0 in the first round
 */
public record Contribution(double meanCosine, double meanScore) {

  static final Contribution NONE = new Contribution(0, 0);

  /** Returns the means with a further round, given the number of rounds before. */
  Contribution with(double cosine, double score, int rounds) {
    return new Contribution(
        (meanCosine * rounds + cosine) / (rounds + 1), (meanScore * rounds + score) / (rounds + 1));
  }
}
