package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Operations;

/**
 * A layer normalisation of each token.
 *
 * @param epsilon the number added to variances
 */
record TokenNorm(NDArray gamma, NDArray beta, double epsilon) {

  /** Applies the normalisation; x stays open and owns the result. */
  NDArray apply(NDArray x) {
    return Operations.layerNorm(x, gamma, beta, epsilon);
  }
}
