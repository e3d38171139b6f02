package org.fedmas.tensors.network.layer;

import org.fedmas.contract.random.RandomKey;

/**
 * The probabilities with which training drops features and residual blocks. Evaluation drops
 * nothing.
 *
 * @param dropout the probability that an input of {@code fc} becomes 0, in [0, 1). Source: arXiv
 *     1207.0580
 * @param stochasticDepth the probability, in [0, 1), that a sample skips the last block of a trunk;
 *     earlier blocks are skipped in proportion to their position. Source: arXiv 1603.09382
 */
public record Regularisation(double dropout, double stochasticDepth) {

  /** Drops nothing. */
  public static final Regularisation NONE = new Regularisation(0, 0);

  /**
   * Checks the probabilities.
   *
   * @throws IllegalArgumentException if one is outside [0, 1)
   */
  public Regularisation {
    if (!(dropout >= 0 && dropout < 1 && stochasticDepth >= 0 && stochasticDepth < 1)) {
      throw new IllegalArgumentException(
          "dropout and stochastic depth: found %s and %s, expected shares in [0, 1)"
              .formatted(dropout, stochasticDepth));
    }
  }

  /** Returns the mask of one training step, a pure function of the key. */
  public DropMask drawnBy(RandomKey key) {
    return new DropMask(this, key);
  }
}
