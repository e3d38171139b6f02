package org.fedmas.aggregation.rule;

/**
 * The Euclidean distances between the participants' models over their trainable entries. Each
 * method throws {@link java.io.UncheckedIOException} if a model cannot be read.
 */
public interface ModelDistances {

  /** Returns ‖θ_j − θ_k‖² of every pair of participants, a symmetric matrix. */
  double[][] squaredBetween();

  /** Returns ‖θ_k − Σ_j w_j θ_j‖ of every participant. */
  double[] toMean(double[] weights);
}
