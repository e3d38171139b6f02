package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * Adam: steps scaled by running moments of the gradient. As in PyTorch, ε is added after the bias
 * correction, and a weight decay is coupled: {@code g ← g + decay·θ}. Source: arXiv 1412.6980.
 *
 * @param moments the settings of the moments
 * @param weightDecay added to the gradient, after clipping
 */
public record Adam(AdamMoments moments, double weightDecay) implements Optimizer {

  /** Returns Adam with the published settings and without weight decay. */
  public static Adam published() {
    return new Adam(AdamMoments.published(), 0);
  }

  @Override
  public String id() {
    return "adam";
  }

  @Override
  public Adam configured(ConfigReader reader) {
    return new Adam(moments.configured(reader), Optimizer.decay(reader.added(), weightDecay));
  }

  @Override
  public List<String> slots() {
    return AdaptiveStep.SLOTS;
  }

  @Override
  public void step(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate) {
    AdaptiveStep.of(moments, weightDecay, 0, state.countStep(), learningRate)
        .run(parameters, gradients, state);
  }
}
