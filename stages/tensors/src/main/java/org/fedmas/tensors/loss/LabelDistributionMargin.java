package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.Scalars;

/**
 * Weighted cross entropy of {@code s·(x − m_y at the target)} over cosines x of a normalised
 * classifier. Margins are {@code m_c ∝ n_c^(−1/4)}, scaled to the given largest margin. Source:
 * arXiv 1906.07413 (LDAM-DRW).
 *
 * @param margin the largest margin
 * @param scale the scale s
 * @param beta β of the class weights by effective number
 * @param weights the class weights in use
 */
public record LabelDistributionMargin(
    double margin, double scale, double beta, DeferredWeights weights) implements Loss {

  /** Returns the published loss: margin 0.5, scale 30, class weights not yet in use. */
  public static LabelDistributionMargin published() {
    return new LabelDistributionMargin(0.5, 30, ClassWeights.BETA, DeferredWeights.BEFORE);
  }

  @Override
  public LabelDistributionMargin configured(ConfigReader reader) {
    return new LabelDistributionMargin(
        reader.number("ldam.margin", margin, 0, 1e3),
        reader.number("ldam.scale", scale, 1e-6, 1e6),
        ClassWeights.beta(reader, "ldam.beta", beta),
        weights);
  }

  @Override
  public String id() {
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
    return new LabelDistributionMargin(margin, scale, beta, DeferredWeights.in(round, rounds));
  }

  @Override
  public NDArray perSample(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.perSample(
        shifted(logits, labels, counts), labels, weights.of(counts, beta));
  }

  @Override
  public NDArray batch(NDArray logits, NDArray labels, long[] counts) {
    return ClassWeights.batch(shifted(logits, labels, counts), labels, weights.of(counts, beta));
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
