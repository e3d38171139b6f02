package org.fedmas.aggregation.rule;

/**
 * The Euclidean distances between the participants' models over their trainable entries. Each
 * method throws {@link java.io.UncheckedIOException} if a model cannot be read.
 */
public interface ModelDistances {

  /** Returns ‖θ_j − θ_k‖² of every pair of participants, a symmetric matrix. */
  double[][] squaredBetween();

  /**
   * Returns ⟨θ_j − θ, θ_k − θ⟩ of every pair of participants, where θ is the model that the round
   * began with; a symmetric matrix.
   */
  double[][] updateProducts();

  /** Returns ‖θ_k − Σ_j w_j θ_j‖ of every participant. */
  double[] toMean(double[] weights);
}
