package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.network.Gradients;

/**
 * The step that Adam and AdamW share: {@code m ← β₁m + (1−β₁)g}, {@code v ← β₂v + (1−β₂)g²}, {@code
 * θ ← θ − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε)}.
 *
 * <p>Written out rather than taken from the engine, whose update rounds the betas to float32 (which
 * moves 1 − 0.999 by 1e-5 of itself) and adds ε before the correction. Scalars are made once per
 * step: the engine would otherwise wrap each number anew for every parameter.
 */
final class AdaptiveStep implements AutoCloseable {

  static final String MEAN = "exp_avg";
  static final String SQUARE = "exp_avg_sq";
  static final List<String> SLOTS = List.of(MEAN, SQUARE);

  private final NDManager scalars;
  private final OptimizerState state;
  private final NDArray meanDecay;
  private final NDArray squareDecay;
  private final NDArray meanShare;
  private final NDArray squareShare;
  private final NDArray squareCorrection;
  private final NDArray epsilon;
  private final NDArray rate;

  private AdaptiveStep(Adam settings, OptimizerState state, double learningRate, NDManager owner) {
    this.scalars = owner.newSubManager();
    this.state = state;
    long t = state.countStep();
    double beta1 = settings.beta1();
    double beta2 = settings.beta2();
    this.meanDecay = scalars.create(beta1);
    this.squareDecay = scalars.create(beta2);
    this.meanShare = scalars.create(1 - beta1);
    // the gradient has already been multiplied by 1 − β₁ when it is squared
    this.squareShare = scalars.create((1 - beta2) / ((1 - beta1) * (1 - beta1)));
    this.squareCorrection = scalars.create(StrictMath.sqrt(1 - StrictMath.pow(beta2, t)));
    this.epsilon = scalars.create(settings.epsilon());
    this.rate = scalars.create(learningRate / (1 - StrictMath.pow(beta1, t)));
  }

  /** Steps every parameter that has a gradient, each first shrunk by {@code 1 − decay}. */
  static void run(
      Adam settings,
      double decay,
      List<NDArray> parameters,
      Gradients gradients,
      OptimizerState state,
      double learningRate) {
    try (Autograd.Recording off = Autograd.paused();
        AdaptiveStep step = new AdaptiveStep(settings, state, learningRate, gradients.manager());
        NDArray kept = gradients.manager().create(1 - decay)) {
      for (int i = 0; i < parameters.size(); i++) {
        NDArray gradient = gradients.of(i);
        if (gradient != null) {
          if (decay != 0) {
            parameters.get(i).muli(kept);
          }
          step.apply(parameters.get(i), gradient, i);
        }
      }
    }
  }

  private void apply(NDArray parameter, NDArray gradient, int index) {
    NDArray mean = state.slot(MEAN).get(index);
    NDArray square = state.slot(SQUARE).get(index);
    gradient.muli(meanShare);
    mean.muli(meanDecay).addi(gradient);
    gradient.muli(gradient).muli(squareShare);
    square.muli(squareDecay).addi(gradient);
    try (NDArray divisor = square.sqrt().divi(squareCorrection).addi(epsilon);
        NDArray change = mean.div(divisor)) {
      parameter.subi(change.muli(rate));
    }
  }

  @Override
  public void close() {
    scalars.close();
  }
}
