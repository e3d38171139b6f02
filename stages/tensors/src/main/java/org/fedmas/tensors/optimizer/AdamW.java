package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * AdamW: Adam after multiplying every parameter by {@code 1 − η·decay}. Source: arXiv 1711.05101.
 *
 * @param moments the settings of Adam's moments
 * @param weightDecay the decay
 */
public record AdamW(AdamMoments moments, double weightDecay) implements Optimizer {

  /** Returns AdamW with Adam's published settings and decay 1e-4. */
  public static AdamW published() {
    return new AdamW(AdamMoments.published(), 1e-4);
  }

  @Override
  public String id() {
    return "adamw";
  }

  @Override
  public AdamW configured(ConfigReader reader) {
    return new AdamW(moments.configured(reader), Optimizer.decay(reader, weightDecay));
  }

  @Override
  public List<String> slots() {
    return AdaptiveStep.SLOTS;
  }

  @Override
  public void step(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate) {
    AdaptiveStep.of(moments, 0, learningRate * weightDecay, state.countStep(), learningRate)
        .run(parameters, gradients, state);
  }
}
