package org.fedmas.aggregation.rule;

/**
 * The measurements of one client for each class in one round. The class prior P_kc is the mean
 * divergence under the received global model; the class divergence S_kc is the mean divergence
 * during training. The arrays are not copied; treat them as immutable.
 *
 * @param classPrior P_kc, one number per class; 0 for a class without images
 * @param classDivergence S_kc, one number per class; 0 for a class without images in the round's
 *     batches
 * @param summed the classes that sums over these numbers run over
 */
public record ClassMeasurements(
    double[] classPrior, double[] classDivergence, RobustClasses summed) {

  /** Checks that both arrays have the same length, at least 1. */
  public ClassMeasurements {
    if (classPrior.length == 0 || classPrior.length != classDivergence.length) {
      throw new IllegalArgumentException(
          "numbers of class prior and class divergence: found %s and %s, expected one per class"
              .formatted(classPrior.length, classDivergence.length));
    }
  }

  /** Creates measurements whose sums run over the classes that both lists have. */
  public ClassMeasurements(double[] classPrior, double[] classDivergence) {
    this(classPrior, classDivergence, RobustClasses.IN_COMMON);
  }

  public int classes() {
    return classPrior.length;
  }
}
