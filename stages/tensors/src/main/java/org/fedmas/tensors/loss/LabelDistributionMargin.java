package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.Scalars;

/**
 * Weighted cross entropy of {@code s·(x − m_y at the target)} over cosines x, with margins {@code
 * m_c ∝ n_c^(−1/4)} of which the largest is given. Its input comes from a normalised classifier.
 * Source: arXiv 1906.07413 (LDAM-DRW).
 *
 * @param margin the largest margin
 * @param scale s
 * @param weights which class weights hold
 */
public record LabelDistributionMargin(double margin, double scale, DeferredWeights weights)
    implements Loss {

  /** Margin 0.5, scale 30, before the weights set in. */
  public static LabelDistributionMargin published() {
    return new LabelDistributionMargin(0.5, 30, DeferredWeights.BEFORE);
  }

  @Override
  public String name() {
    return "ldam";
  }

  @Override
  public boolean takesCosines() {
    return true;
  }

  @Override
  public boolean standsForDivergence() {
    return false;
  }

  @Override
  public boolean usesRounds() {
    return true;
  }

  @Override
  public LabelDistributionMargin inRound(int round, int rounds) {
    return new LabelDistributionMargin(margin, scale, DeferredWeights.in(round, rounds));
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.perSample(shifted(logits, labels, counts), labels, weights.of(counts));
  }

  @Override
  public NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.batch(shifted(logits, labels, counts), labels, weights.of(counts));
  }

  private NDArray shifted(NDArray cosines, NDArray labels, long[] counts) {
    Softmax.requireCounts(cosines, counts);
    double[] margins = new double[counts.length];
    double largest = 0;
    for (int c = 0; c < counts.length; c++) {
      margins[c] = counts[c] > 0 ? StrictMath.pow(counts[c], -0.25) : 0;
      largest = Math.max(largest, margins[c]);
    }
    for (int c = 0; c < counts.length; c++) {
      margins[c] *= largest == 0 ? 0 : margin / largest;
    }
    NDArray target = labels.oneHot(counts.length, cosines.getDataType());
    return Scalars.times(cosines.sub(target.mul(Softmax.perClass(cosines, margins))), scale);
  }
}
