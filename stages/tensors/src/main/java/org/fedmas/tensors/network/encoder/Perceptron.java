package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;

/** Two linear layers with a function between them, applied to each token. */
record Perceptron(Dense hidden, TokenActivation activation, Dense output) {

  static Perceptron of(BlockNames names, TokenActivation activation, FrozenTensors tensors) {
    return new Perceptron(
        tensors.dense(names.hidden()),
        activation,
        tensors.dense(names.perceptronOutput(), names.perceptronScale()));
  }

  /** Applies the layers; x stays open and owns the result. */
  NDArray apply(NDArray x) {
    try (NDArray entering = hidden.apply(x);
        NDArray active = activation.of(entering)) {
      return output.apply(active);
    }
  }
}
