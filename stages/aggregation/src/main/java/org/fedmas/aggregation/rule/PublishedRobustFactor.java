package org.fedmas.aggregation.rule;

/**
 * The robust factor as the published code computes it, for {@code prior.coverage: full-batches}:
 * {@code Σ_{c: P_kc ≠ 0} (P_kc / Σ_c P_kc) · (S_kc / Σ_c S_kc)}, the inner sums over all classes.
 * The inverse form is NaN if a class with a prior was not drawn in training.
 */
final class PublishedRobustFactor {

  private PublishedRobustFactor() {}

  /** Returns ρ_k with S_kc. */
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

  /** Returns ρ_k with S_kc⁻¹ in place of S_kc for every class with a prior. */
  static double inverse(double[] prior, double[] training) {
    double[] inverted = training.clone();
    for (int c = 0; c < prior.length; c++) {
      if (prior[c] != 0) {
        inverted[c] = 1 / inverted[c];
      }
    }
    return plain(prior, inverted);
  }
}
