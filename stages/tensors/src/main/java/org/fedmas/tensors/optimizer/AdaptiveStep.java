package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * The common step of Adam and AdamW, with numbers rounded to the arrays' type. {@code m ← β₁m +
 * (1−β₁)g}, {@code v ← β₂v + (1−β₂)g²}, {@code θ ← θ − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε)}.
 *
 * <p>The engine's own update is not used: it rounds the betas to float32, which changes 1 − 0.999
 * by a relative 1e-5, and adds ε before the correction.
 *
 * @param beta1 β₁
 * @param beta2 β₂
 * @param epsilon ε
 * @param coupled the share of a parameter that is added to its gradient first
 * @param kept the factor by which a parameter is multiplied first
 * @param correction √(1−β₂ᵗ)
 * @param rate η/(1−β₁ᵗ)
 */
record AdaptiveStep(
    double beta1,
    double beta2,
    double epsilon,
    double coupled,
    double kept,
    double correction,
    double rate) {

  static final String MEAN = "exp_avg";
  static final String SQUARE = "exp_avg_sq";
  static final List<String> SLOTS = List.of(MEAN, SQUARE);

  /**
   * Returns step number t.
   *
   * @param coupled the share of a parameter that is added to its gradient first
   * @param decay the share of a parameter that is removed first
   */
  static AdaptiveStep of(
      AdamMoments settings, double coupled, double decay, long t, double learningRate) {
    return new AdaptiveStep(
        settings.beta1(),
        settings.beta2(),
        settings.epsilon(),
        coupled,
        1 - decay,
        StrictMath.sqrt(1 - StrictMath.pow(settings.beta2(), t)),
        learningRate / (1 - StrictMath.pow(settings.beta1(), t)));
  }

  /** Steps every parameter that has a gradient. */
  void run(List<NDArray> parameters, Gradients gradients, OptimizerState state) {
    if (Sweep.suits(parameters)) {
      Sweep.run(inMemory((float) gradients.factor()), parameters, gradients, state);
    } else {
      byTheEngine(parameters, gradients, state);
    }
  }

  private Sweep.Rule inMemory(float factor) {
    float meanDecay = (float) beta1;
    float meanShare = (float) (1 - beta1);
    float squareDecay = (float) beta2;
    float squareShare = (float) (1 - beta2);
    float floor = (float) epsilon;
    float decay = (float) coupled;
    float shrink = (float) kept;
    float divisor = (float) correction;
    float negativeRate = (float) -rate;
    return (parameter, gradient, slots, length) -> {
      float[] mean = slots[0];
      float[] square = slots[1];
      for (int i = 0; i < length; i++) {
        gradient[i] = gradient[i] * factor;
      }
      // apart, since adding 0 would change the sign of a zero
      if (decay != 0) {
        for (int i = 0; i < length; i++) {
          gradient[i] += parameter[i] * decay;
        }
      }
      for (int i = 0; i < length; i++) {
        float g = gradient[i];
        float m = mean[i] * meanDecay + g * meanShare;
        float v = square[i] * squareDecay + squareShare * g * g;
        mean[i] = m;
        square[i] = v;
        parameter[i] =
            parameter[i] * shrink + negativeRate * m / ((float) Math.sqrt(v) / divisor + floor);
      }
    };
  }

  /** Steps with the engine's operations; it would wrap constants again for every parameter. */
  private void byTheEngine(List<NDArray> parameters, Gradients gradients, OptimizerState state) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager scalars = gradients.manager().newSubManager()) {
      NDArray factor = scalars.create(gradients.factor());
      NDArray meanDecay = scalars.create(beta1);
      NDArray meanShare = scalars.create(1 - beta1);
      NDArray squareDecay = scalars.create(beta2);
      NDArray squareShare = scalars.create(1 - beta2);
      NDArray decay = scalars.create(coupled);
      NDArray shrink = scalars.create(kept);
      NDArray divisor = scalars.create(correction);
      NDArray floor = scalars.create(epsilon);
      NDArray positiveRate = scalars.create(rate);
      for (int i = 0; i < parameters.size(); i++) {
        NDArray gradient = gradients.of(i);
        if (gradient == null) {
          continue;
        }
        NDArray mean = state.slot(MEAN).get(i);
        NDArray square = state.slot(SQUARE).get(i);
        if (gradients.factor() != 1) {
          gradient.muli(factor);
        }
        if (coupled != 0) {
          try (NDArray share = parameters.get(i).mul(decay)) {
            gradient.addi(share);
          }
        }
        try (NDArray share = gradient.mul(meanShare);
            NDArray squared = gradient.mul(squareShare).muli(gradient)) {
          mean.muli(meanDecay).addi(share);
          square.muli(squareDecay).addi(squared);
        }
        if (kept != 1) {
          parameters.get(i).muli(shrink);
        }
        try (NDArray below = square.sqrt().divi(divisor).addi(floor);
            NDArray change = mean.mul(positiveRate).divi(below)) {
          parameters.get(i).subi(change);
        }
      }
    }
  }
}
