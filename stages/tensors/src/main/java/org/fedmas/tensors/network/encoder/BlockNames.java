package org.fedmas.tensors.network.encoder;

import java.util.Optional;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.TensorRole;

/**
 * The names of one block's tensors. A layer has a weight and a bias of its name.
 *
 * @param attentionNorm the normalisation before the attention
 * @param qkv beginning of the names of the weight and the bias of queries, keys and values, up to
 *     {@code weight} and {@code bias}
 * @param attentionOutput the linear layer after the attention
 * @param attentionScale the scale of the attention's branch; empty for none
 * @param perceptronNorm the normalisation before the perceptron
 * @param hidden the first layer of the perceptron
 * @param perceptronOutput the second layer of the perceptron
 * @param perceptronScale the scale of the perceptron's branch; empty for none
 */
record BlockNames(
    String attentionNorm,
    String qkv,
    String attentionOutput,
    Optional<String> attentionScale,
    String perceptronNorm,
    String hidden,
    String perceptronOutput,
    Optional<String> perceptronScale) {

  /** Hidden numbers of a perceptron per number of a token. */
  private static final int EXPANSION = 4;

  void declareAttention(int width, LayoutBuilder layout) {
    layout.add(qkv + "weight", TensorRole.WEIGHT, 3L * width, width);
    layout.add(qkv + "bias", TensorRole.BIAS, 3L * width);
    linear(attentionOutput, width, width, layout);
    attentionScale.ifPresent(name -> layout.add(name, TensorRole.GAMMA, width));
  }

  void declarePerceptron(int width, LayoutBuilder layout) {
    linear(hidden, width, EXPANSION * width, layout);
    linear(perceptronOutput, EXPANSION * width, width, layout);
    perceptronScale.ifPresent(name -> layout.add(name, TensorRole.GAMMA, width));
  }

  private static void linear(String layer, int inputs, int outputs, LayoutBuilder layout) {
    layout.weight(layer, outputs, inputs);
    layout.bias(layer, outputs);
  }
}
