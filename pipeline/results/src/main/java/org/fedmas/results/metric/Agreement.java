package org.fedmas.results.metric;

import org.jspecify.annotations.Nullable;

/**
 * Agreement of labels and predictions beyond chance. Below, s is the number of images, c of correct
 * predictions, t_k of images and p_k of predictions of class k, all exact integers.
 */
record Agreement(long images, long correct, long byChance, long labelPairs, long predictedPairs) {

  /**
   * Returns the Matthews correlation, {@code (cs − Σ t_k p_k) / √((s² − Σ p_k²)(s² − Σ t_k²))}. 0
   * if labels or predictions name a single class, null without images.
   */
  @Nullable Double matthews() {
    if (images == 0) {
      return null;
    }
    double spread =
        StrictMath.sqrt(
            (double) (images * images - predictedPairs) * (images * images - labelPairs));
    return spread == 0 ? 0.0 : (correct * images - byChance) / spread;
  }

  /**
   * Returns Cohen's kappa, {@code (cs − Σ t_k p_k) / (s² − Σ t_k p_k)}. Null if labels and
   * predictions name one and the same class, so that chance alone agrees everywhere.
   */
  @Nullable Double kappa() {
    return Tally.ratio(correct * images - byChance, images * images - byChance);
  }
}
