package org.fedmas.tensors.network.layer;

/** The part an entry of a model state plays. */
public enum TensorRole {
  /** Weights of a convolution or a linear layer. */
  WEIGHT,
  /** Bias of a convolution or a linear layer. */
  BIAS,
  /** Weights of a normalised classifier: a column per class, of which the direction counts. */
  DIRECTIONS,
  /** Scale of a batch normalisation. */
  GAMMA,
  /** Shift of a batch normalisation. */
  BETA,
  /** Running mean of a batch normalisation. */
  MEAN,
  /** Running variance of a batch normalisation. */
  VARIANCE,
  /** How many batches the running statistics have seen; int64. */
  COUNT;

  /** Returns whether an optimiser changes it; the others are buffers. */
  public boolean trainable() {
    return compareTo(MEAN) < 0;
  }
}
