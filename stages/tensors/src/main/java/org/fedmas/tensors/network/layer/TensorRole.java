package org.fedmas.tensors.network.layer;

/** The role of a tensor in a model state. */
public enum TensorRole {
  /** Weights of a convolution or a linear layer. */
  WEIGHT,
  /** Bias of a convolution or a linear layer. */
  BIAS,
  /** Weights of a normalised classifier: one column per class; only its direction matters. */
  DIRECTIONS,
  /** Class token, position or register embedding of a transformer. */
  EMBEDDING,
  /** Scale of a normalisation, or of a residual branch. */
  GAMMA,
  /** Shift of a normalisation. */
  BETA,
  /** Scale of a simplex classifier's logits. */
  SCALE,
  /** Running mean of a batch normalisation. */
  MEAN,
  /** Running variance of a batch normalisation. */
  VARIANCE,
  /** Number of batches in the running statistics; int64. */
  COUNT;

  /** Returns whether an optimiser changes the tensor; all others are buffers. */
  public boolean trainable() {
    return compareTo(MEAN) < 0;
  }
}
