package org.fedmas.results.metric;

import org.jspecify.annotations.Nullable;

/**
 * How far labels and predictions agree beyond chance: with s images, c of them correct, t_k images
 * of class k and p_k predictions of it, all in exact integers.
 */
record Agreement(long images, long correct, long byChance, long labelPairs, long predictedPairs) {

  static Agreement of(ConfusionMatrix confusion) {
    long correct = 0;
    long byChance = 0;
    long labels = 0;
    long predictions = 0;
    for (int c = 0; c < confusion.classes(); c++) {
      long support = confusion.support(c);
      long predicted = confusion.predicted(c);
      correct += confusion.correct(c);
      byChance += support * predicted;
      labels += support * support;
      predictions += predicted * predicted;
    }
    return new Agreement(confusion.images(), correct, byChance, labels, predictions);
  }

  /**
   * Matthews correlation over all classes, {@code (cs − Σ t_k p_k) / √((s² − Σ p_k²)(s² − Σ
   * t_k²))}, in [−1, 1]; 0 where labels or predictions name a single class, null without images.
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
   * Cohen's kappa, {@code (cs − Σ t_k p_k) / (s² − Σ t_k p_k)}, at most 1; null where chance alone
   * would agree everywhere (labels and predictions name one and the same class).
   */
  @Nullable Double kappa() {
    return Ratio.of(correct * images - byChance, images * images - byChance);
  }
}
