package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * A block of a transformer: attention, then a perceptron, each added to its input and each after a
 * normalisation.
 */
record TransformerBlock(
    TokenNorm attentionNorm, Attention attention, TokenNorm perceptronNorm, Perceptron perceptron) {

  private static final String CLASS_TOKEN = ":, :1";

  static TransformerBlock of(int number, VisionTransformer encoder, FrozenTensors tensors) {
    TransformerFamily family = encoder.family();
    BlockNames names = family.names().block(number);
    return new TransformerBlock(
        tensors.norm(names.attentionNorm(), family.epsilon()),
        Attention.of(names, encoder, tensors),
        tensors.norm(names.perceptronNorm(), family.epsilon()),
        Perceptron.of(names, family.activation(), tensors));
  }

  /**
   * Computes the block's output for all tokens.
   *
   * @param tokens [n, t, width]; stays open and owns the result
   */
  NDArray apply(NDArray tokens) {
    try (NDArray normed = attentionNorm.apply(tokens);
        NDArray attended = attention.apply(normed, normed)) {
      return afterPerceptron(attended.addi(tokens));
    }
  }

  /**
   * Computes the block's output for the class token alone, which is all that features need of the
   * last block.
   *
   * @param tokens [n, t, width], the class token first; stays open and owns the result
   * @return [n, 1, width]
   */
  NDArray classToken(NDArray tokens) {
    try (NDArray normed = attentionNorm.apply(tokens);
        NDArray normedFirst = normed.get(new NDIndex(CLASS_TOKEN));
        NDArray first = tokens.get(new NDIndex(CLASS_TOKEN));
        NDArray attended = attention.apply(normedFirst, normed)) {
      return afterPerceptron(attended.addi(first));
    }
  }

  private NDArray afterPerceptron(NDArray attended) {
    try (NDArray normed = perceptronNorm.apply(attended)) {
      return perceptron.apply(normed).addi(attended);
    }
  }
}
