package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * Adam: steps scaled by running moments of the gradient. As in PyTorch, ε is added after the bias
 * correction. Source: arXiv 1412.6980.
 *
 * @param beta1 decay of the mean
 * @param beta2 decay of the mean square
 * @param epsilon ε
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {

  /** Returns Adam with the published settings: β 0.9 and 0.999, ε 1e-8. */
  public static Adam published() {
    return new Adam(0.9, 0.999, 1e-8);
  }

  @Override
  public String id() {
    return "adam";
  }

  @Override
  public Adam configured(ConfigReader reader) {
    return new Adam(
        Optimizer.share(reader, "training.beta1", beta1),
        Optimizer.share(reader, "training.beta2", beta2),
        reader.number("training.epsilon", epsilon, 1e-30, 1));
  }

  @Override
  public List<String> slots() {
    return AdaptiveStep.SLOTS;
  }

  @Override
  public void step(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate) {
    AdaptiveStep.run(this, 0, parameters, gradients, state, learningRate);
  }
}
