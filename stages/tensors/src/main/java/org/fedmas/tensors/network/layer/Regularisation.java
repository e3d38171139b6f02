package org.fedmas.tensors.network.layer;

import org.fedmas.contract.random.RandomKey;

/**
 * What is left out at random in training, so that a network does not lean on single features or
 * blocks. Evaluation leaves out nothing.
 *
 * @param dropout the share of the features that become 0 before the heads, in [0, 1). Source: arXiv
 *     1207.0580
 * @param stochasticDepth how often a block at the very end of a trunk is skipped, in [0, 1); those
 *     before it in proportion to their place, for each sample on its own. Source: arXiv 1603.09382
 */
public record Regularisation(double dropout, double stochasticDepth) {

  /** Nothing is left out. */
  public static final Regularisation NONE = new Regularisation(0, 0);

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException if one is outside [0, 1)
   */
  public Regularisation {
    if (!(dropout >= 0 && dropout < 1 && stochasticDepth >= 0 && stochasticDepth < 1)) {
      throw new IllegalArgumentException(
          "shares in [0, 1) expected, found " + dropout + " and " + stochasticDepth);
    }
  }

  /** What one step leaves out: a pure function of the key. */
  public DropMask drawnBy(RandomKey key) {
    return new DropMask(this, key);
  }
}
