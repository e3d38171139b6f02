package org.fedmas.aggregation.rule;

/**
 * What one client measured of each class in one round: P_kc, the mean divergence under the received
 * global model, and S_kc, the mean divergence while it trained.
 *
 * @param prior P_kc, one number per class; 0 where the client has no image of the class
 * @param training S_kc, one number per class; 0 where the round's batches held no such image
 */
public record ClassDivergences(double[] prior, double[] training) {

  /**
   * Copies the numbers.
   *
   * @throws IllegalArgumentException unless both have the same number of classes, at least one
   */
  public ClassDivergences {
    if (prior.length == 0 || prior.length != training.length) {
      throw new IllegalArgumentException(
          "prior and class divergence must have one number per class, found "
              + prior.length
              + " and "
              + training.length);
    }
    prior = prior.clone();
    training = training.clone();
  }

  /** Returns a copy of P_kc. */
  @Override
  public double[] prior() {
    return prior.clone();
  }

  /** Returns a copy of S_kc. */
  @Override
  public double[] training() {
    return training.clone();
  }

  /** Returns the number of classes. */
  public int classes() {
    return prior.length;
  }
}
