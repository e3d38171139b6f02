package org.fedmas.aggregation.rule;

/**
 * The robust factor as the published code computes it, for golden numbers only. It runs over S = {c
 * : P_c ≠ 0} with sums over all classes, so the inverse form is NaN if a class of S was not drawn.
 */
final class PublishedRobustFactor {

  private PublishedRobustFactor() {}

  static double plain(double[] prior, double[] training) {
    double priorSum = 0;
    double trainingSum = 0;
    for (int c = 0; c < prior.length; c++) {
      priorSum += prior[c];
      trainingSum += training[c];
    }
    double factor = 0;
    for (int c = 0; c < prior.length; c++) {
      if (prior[c] != 0) {
        factor += prior[c] / priorSum * (training[c] / trainingSum);
      }
    }
    return factor;
  }

  static double inverse(double[] prior, double[] training) {
    double[] inverted = training.clone();
    for (int c = 0; c < prior.length; c++) {
      if (prior[c] != 0) {
        inverted[c] = 1 / inverted[c];
      }
    }
    return plain(prior, inverted);
  }

  /** Returns whether the published set of classes equals T and the sums contain no other class. */
  static boolean agreesWithOurs(double[] prior, double[] training) {
    for (int c = 0; c < prior.length; c++) {
      if (prior[c] < 0 || training[c] < 0 || (prior[c] > 0) != (training[c] > 0)) {
        return false;
      }
    }
    return true;
  }
}
